#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

namespace tintflow {

/// Counts durations in buckets that grow by an eighth of an octave, so that a percentile is at most
/// 1/16 off. Thread-safe without locks.
class DurationHistogram {
 public:
  void add(std::chrono::nanoseconds duration, std::uint64_t count = 1);

  /// The duration that a share (0..1) of all counted ones does not exceed; 0 when there are none.
  [[nodiscard]] std::chrono::nanoseconds percentile(double share) const;

 private:
  static constexpr int kBuckets = 496;
  std::array<std::atomic<std::uint64_t>, kBuckets> buckets_{};
};

}  // namespace tintflow
