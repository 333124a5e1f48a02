#pragma once

#include "stages/add_hints.h"
#include "stages/sample.h"
#include "stages/stage.h"

namespace tintflow {

/// Resizes a drawing with its truth and adds hints of the true colors, for evaluation: the truth
/// itself goes no further.
struct ResizeWithHints {
  static constexpr const char* name = "resize";
  Stage<Artwork, Sample> resize;
  AddHints add_hints;

  Expected<Sample> operator()(const Artwork& artwork) const;
};

}  // namespace tintflow
