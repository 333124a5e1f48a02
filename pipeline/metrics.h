#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/duration_histogram.h"

namespace tintflow {

/// What runs a stage, and so what it competes for.
enum class Resource { reader, cores, device, writers };

/// What one stage did in a run.
struct StageSummary {
  std::string name;
  Resource resource = Resource::cores;
  std::uint64_t items = 0;
  /// Items that failed in this very stage.
  std::uint64_t failed = 0;
  /// Summed over all threads.
  double busy_seconds = 0;
  /// Of one item; the time of a batch is shared out among its samples.
  double mean_ms = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  /// Most threads that ran the stage at once.
  int threads = 0;
};

/// What a colorize run did.
struct RunSummary {
  /// Items admitted; each of them was reported to the observer once.
  std::uint64_t inputs = 0;
  std::uint64_t written = 0;
  std::uint64_t failed = 0;
  /// Drawings that got the colors of an equal one.
  std::uint64_t reused = 0;
  /// References whose frame came.
  std::size_t references_used = 0;
  double seconds = 0;
  std::vector<StageSummary> stages;
  std::uint64_t in_flight_peak = 0;
  /// Name of the stage that held the run up; empty when there were no items.
  std::string bottleneck;
  /// A stop was requested before the source's end was seen.
  bool stopped = false;
  /// Why the run had to end early.
  std::optional<std::string> fatal_error;
};

/// Counts the work of one stage. Thread-safe; a call costs well under a microsecond.
class StageMetrics {
 public:
  using Clock = std::chrono::steady_clock;

  StageMetrics(std::string name, Resource resource);

  /// Measures one call of the stage from its construction to its destruction.
  class Call {
   public:
    Call(StageMetrics& metrics, int items);
    ~Call();
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    void set_failed() { failed_ = true; }
    void set_items(int items) { items_ = items; }

   private:
    StageMetrics& metrics_;
    int items_;
    bool failed_ = false;
    const Clock::time_point start_;
  };

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] StageSummary summary() const;

 private:
  const std::string name_;
  const Resource resource_;
  std::atomic<std::uint64_t> items_{0};
  std::atomic<std::uint64_t> failed_{0};
  std::atomic<std::int64_t> busy_nanoseconds_{0};
  std::atomic<int> running_{0};
  std::atomic<int> running_peak_{0};
  DurationHistogram durations_;
};

/// The metrics of a graph's stages, in the order in which they were added.
class RunMetrics {
 public:
  /// Not thread-safe; the reference stays valid.
  StageMetrics& add(std::string name, Resource resource = Resource::cores);
  [[nodiscard]] std::vector<StageSummary> summaries() const;

 private:
  std::deque<StageMetrics> stages_;
};

/// The stage that held a run up: of the resource that was busiest (the reader, all worker threads
/// together, the device, all writers together) the stage that kept it busy longest.
[[nodiscard]] std::string find_bottleneck(const std::vector<StageSummary>& stages, int threads,
                                          int writers);

}  // namespace tintflow
