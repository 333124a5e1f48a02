#pragma once

#include <compare>
#include <cstdint>

namespace tintflow {

/// Identity of an item in a run.
struct FrameId {
  /// Which input of the job it came from: a file of a folder, a pair of a training set, a video.
  std::uint64_t source = 0;
  /// Place in the run's stream, from 0 without gaps; ordered stages sort by it.
  std::uint64_t index = 0;

  friend auto operator<=>(const FrameId&, const FrameId&) = default;
};

}  // namespace tintflow
