#include "pipeline/graph_arena.h"

#include <cstddef>

namespace tintflow {

GraphArena::GraphArena(int threads)
    : workers_(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads) + 1),
      arena_(threads, 0) {
  // A graph runs in the arena that it is made in.
  arena_.execute([this] { graph_.emplace(); });
}

}  // namespace tintflow
