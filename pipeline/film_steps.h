#pragma once

#include <optional>

#include "stages/same_drawing.h"

namespace tintflow {

/// What an ordered run does with drawings that follow one another.
struct FilmSteps {
  /// Drawings that are so alike a recent one get its colors, without the generator.
  std::optional<Likeness> reuse;
  /// Colors hold still where the drawing does, and follow its motion (`hold_colors`).
  bool temporal = false;

  [[nodiscard]] bool any() const { return reuse || temporal; }
};

}  // namespace tintflow
