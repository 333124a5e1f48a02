#pragma once

#include <optional>

#include <oneapi/tbb/flow_graph.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

namespace tintflow {

/// A flow graph with exactly `threads` workers of its own beside the caller's thread.
///
/// The workers are TBB's, which counts the calling thread as one more. Two arenas at once share the
/// smaller number of workers.
class GraphArena {
 public:
  explicit GraphArena(int threads);

  [[nodiscard]] tbb::flow::graph& graph() { return *graph_; }

  /// Blocks until no node runs and nothing is queued. The caller's thread lends a hand meanwhile.
  void wait() { graph_->wait_for_all(); }

 private:
  tbb::global_control workers_;
  tbb::task_arena arena_;
  std::optional<tbb::flow::graph> graph_;
};

/// Ends TBB's worker threads, which otherwise sleep until the process ends, and waits for them;
/// those that another graph needs stay, and then it returns false.
bool end_idle_workers();

}  // namespace tintflow
