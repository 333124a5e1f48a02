#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <vector>

#include "io/source.h"

namespace tintflow {

/// How long each item of a run takes from when it is asked of the source until it is reported.
/// Thread-safe.
class FrameLatencies {
 public:
  using Clock = std::chrono::steady_clock;

  /// Items start in the order of their `FrameId::index`.
  void start(Clock::time_point now = Clock::now());
  void finish(std::uint64_t index, Clock::time_point now = Clock::now());
  /// Waits until as many have finished as have started.
  void wait_until_idle();

  /// Of the items that have finished, in no order, milliseconds.
  [[nodiscard]] std::vector<double> milliseconds() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable finished_;
  std::vector<Clock::time_point> starts_;
  std::vector<double> milliseconds_;
};

/// How a measured run takes its items: as soon as they are admitted, or each when the one before is
/// done.
enum class Pace { as_admitted, one_at_a_time };

/// Hands on another source's items and notes when each was asked for.
class TimedSource : public Source {
 public:
  TimedSource(Source& source, FrameLatencies& latencies, Pace pace = Pace::as_admitted)
      : source_(source), latencies_(latencies), pace_(pace) {}

  std::optional<Result<Encoded>> next() override {
    // A run asks for an item before there is room for it; that wait is not the item's own time.
    if (pace_ == Pace::one_at_a_time) latencies_.wait_until_idle();
    latencies_.start();
    return source_.next();
  }
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return source_.total(); }

 private:
  Source& source_;
  FrameLatencies& latencies_;
  Pace pace_;
};

/// The smallest of `values` that at least a share (0..1] of them does not exceed; 0 when there are
/// none.
[[nodiscard]] double percentile(std::vector<double> values, double share);

}  // namespace tintflow
