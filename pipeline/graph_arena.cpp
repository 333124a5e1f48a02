#include "pipeline/graph_arena.h"

#include <algorithm>
#include <cstddef>
#include <new>

namespace tintflow {

namespace {

/// Where another arena allows fewer, TBB would print a warning on standard error.
int allowed_workers() {
  using tbb::global_control;
  return static_cast<int>(global_control::active_value(global_control::max_allowed_parallelism)) -
         1;
}

}  // namespace

GraphArena::GraphArena(int threads)
    : workers_(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads) + 1),
      arena_(std::min(threads, allowed_workers()), 0) {
  // A graph runs in the arena that it is made in.
  arena_.execute([this] { graph_.emplace(); });
}

bool end_idle_workers() {
  // An arena is gone when a worker has found it empty, and `finalize` waits for that. With a single
  // processor TBB would allow none once the graphs' own limits are gone.
  const tbb::global_control one_worker(tbb::global_control::max_allowed_parallelism, 2);
  tbb::task_scheduler_handle scheduler{tbb::attach()};
  return tbb::finalize(scheduler, std::nothrow);
}

}  // namespace tintflow
