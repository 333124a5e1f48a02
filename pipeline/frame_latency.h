#pragma once

#include <chrono>
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

  /// Of the items that have finished, in no order, milliseconds.
  [[nodiscard]] std::vector<double> milliseconds() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Clock::time_point> starts_;
  std::vector<double> milliseconds_;
};

/// Hands on another source's items and notes when each was asked for.
class TimedSource : public Source {
 public:
  TimedSource(Source& source, FrameLatencies& latencies) : source_(source), latencies_(latencies) {}

  std::optional<Result<Encoded>> next() override {
    latencies_.start();
    return source_.next();
  }
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return source_.total(); }

 private:
  Source& source_;
  FrameLatencies& latencies_;
};

/// The smallest of `values` that at least a share (0..1] of them does not exceed; 0 when there are
/// none.
[[nodiscard]] double percentile(std::vector<double> values, double share);

}  // namespace tintflow
