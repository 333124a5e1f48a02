#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <oneapi/tbb/concurrent_queue.h>

#include "io/frame.h"
#include "io/result.h"
#include "io/sink.h"
#include "pipeline/observer.h"
#include "pipeline/run_context.h"

namespace tintflow {

/// Results on their way to the writers; an empty one ends one writer's thread. The run's budget
/// bounds it, so that `push` never blocks.
using ResultQueue = tbb::concurrent_bounded_queue<std::optional<Result<Encoded>>>;

/// The end of a colorize run: threads outside the arena, which may block, write the queued results,
/// tell the observer, and give the budget back. One writer keeps the queue's order.
class Writers {
 public:
  Writers(ResultQueue& queue, Sink& sink, RunObserver& observer, RunContext& run, int count);
  /// Writes what is queued, then ends the threads.
  ~Writers();
  Writers(const Writers&) = delete;
  Writers& operator=(const Writers&) = delete;

  /// Items so far.
  [[nodiscard]] std::uint64_t written() const { return written_; }
  [[nodiscard]] std::uint64_t failed() const { return failed_; }

 private:
  void serve();
  [[nodiscard]] Result<Encoded> write(const Result<Encoded>& item);
  void report(const Result<Encoded>& item);

  ResultQueue& queue_;
  Sink& sink_;
  RunObserver& observer_;
  RunContext& run_;
  StageMetrics& metrics_;
  std::mutex observer_mutex_;
  std::atomic<std::uint64_t> written_{0};
  std::atomic<std::uint64_t> failed_{0};
  std::vector<std::jthread> threads_;
};

}  // namespace tintflow
