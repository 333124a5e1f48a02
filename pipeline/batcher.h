#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "io/result.h"
#include "pipeline/admission.h"
#include "stages/sample.h"

namespace tintflow {

/// Asks the batcher to look whether a batch is due.
struct Nudge {};
/// Tells the batcher of an item that does not come to it.
struct Passed {};
/// What a graph sends to its batcher.
using BatcherInput = std::variant<Nudge, Passed, Result<Sample>>;

/// Decides when the samples that have come so far go on as a batch: when there are enough of them,
/// when the oldest has waited long enough, or when no more can come before these have gone.
///
/// The last rule keeps a limited graph from standing still. It can become true in four ways, and
/// `take_due` must be asked after each: an item arrives; the driver begins to wait for
/// budget; the driver waits again after a release that was not enough for it; the source ends.
/// `Admission` marks the driver's state before the driver asks, so whichever comes last sees the
/// others. Items that pass the batcher by count as arrivals, for the same reason. Not thread-safe:
/// a serial node owns it.
class Batcher {
 public:
  using Clock = std::chrono::steady_clock;

  /// `ordered`: budget comes back in the order of `FrameId::index` only. `timeout` 0 means none.
  Batcher(int size, std::chrono::milliseconds timeout, bool ordered);

  /// Counts an arrival, and keeps it if it is a sample.
  void arrive(const Result<Sample>& item, Clock::time_point now);
  /// Counts the arrival of an item that passes the batcher by.
  void pass() { ++arrived_; }

  /// The batch that must go now, if any.
  std::optional<std::vector<Sample>> take_due(const Admission::State& flow, Clock::time_point now);

  /// When `take_due` must be asked even if nothing happens before.
  [[nodiscard]] std::optional<Clock::time_point> deadline() const;

 private:
  [[nodiscard]] bool nothing_more_can_come(const Admission::State& flow) const;

  const std::size_t size_;
  const std::chrono::milliseconds timeout_;
  const bool ordered_;
  std::vector<Sample> samples_;
  Clock::time_point oldest_;
  std::uint64_t arrived_ = 0;
};

}  // namespace tintflow
