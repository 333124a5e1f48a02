#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "io/result.h"
#include "stages/same_drawing.h"
#include "stages/sample.h"

namespace tintflow {

/// How many drawings that were no repeats are remembered: the length of a cycle, such as a walk.
constexpr std::size_t kRecentDrawings = 24;

/// A drawing that gets the colors of an earlier one.
struct Repeat {
  Sample sample;
  /// `FrameId::index` of the earlier one.
  std::uint64_t of = 0;
};

/// Finds repeats among drawings that come in the order of `FrameId::index`. Not thread-safe.
class RepeatFinder {
 public:
  explicit RepeatFinder(Likeness likeness) : likeness_(likeness) {}

  /// The index of a recent drawing that is the same; where there is none, this one is remembered.
  /// Drawings are compared with those that were colored, not with repeats of them, so that noise
  /// does not add up. `item`: 8 bits, before `Normalize`.
  [[nodiscard]] std::optional<std::uint64_t> original_of(const Result<Sample>& item);

 private:
  struct Drawing {
    std::uint64_t index;
    /// Empty for a failure.
    cv::Mat input;
  };

  const Likeness likeness_;
  std::deque<Drawing> recent_;
};

/// Remembers the colors of what `RepeatFinder` remembers, if it is told of the same items in the
/// same order. Not thread-safe.
class RecentColors {
 public:
  /// Takes a result that is no repeat.
  void keep(const Result<Colored>& item);
  /// The repeat with the colors of its original, or with the failure of that.
  [[nodiscard]] Result<Colored> color(const Repeat& repeat) const;

 private:
  struct Kept {
    std::uint64_t index;
    tl::expected<cv::Mat, Failure> color;
  };
  std::deque<Kept> recent_;
};

}  // namespace tintflow
