#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "io/frame.h"
#include "pipeline/film_state.h"
#include "stages/same_drawing.h"

namespace tintflow {

/// A frame that somebody has colored; its shot takes its colors.
struct FilmReference {
  /// Since the film's first frame. It is for the first frame from then on.
  double seconds = 0;
  Picture picture;
};

/// What an ordered run does with drawings that follow one another.
struct FilmSteps {
  /// Drawings that are so alike a recent one get its colors, without the generator.
  std::optional<Likeness> reuse;
  /// Colors hold still where the drawing does, and follow its motion (`hold_colors`).
  bool temporal = false;
  /// By time; where colors are held.
  std::vector<FilmReference> references = {};
  /// Of the frames' times; 0 where frames have none.
  double seconds_per_tick = 0;
  /// Frames of a segment, within which repeats are looked for; 0: the film is one segment.
  std::uint64_t segment = 0;
  /// What is known of the frames before.
  FilmState start = {};
  /// Where set, is told what a run that begins with this frame, the first of a segment, must know.
  /// Called in order, by one thread at a time.
  std::function<void(std::uint64_t frame, const FilmState& state)> at_segment = {};

  [[nodiscard]] bool any() const { return reuse || temporal; }
};

}  // namespace tintflow
