#pragma once

#include <cstdint>

#include "pipeline/run_options.h"

namespace tintflow {

/// What the colorize graph itself costs.
struct GraphOverhead {
  /// Processor time of all threads for one item on its whole way, microseconds: nodes, metrics,
  /// results, admission, the writers' queue.
  double core_us_per_item = 0;
  /// Nodes that an item passes.
  int nodes = 0;

  [[nodiscard]] double core_us_per_node() const { return core_us_per_item / nodes; }
};

/// Sends `items` empty items through a graph whose stages do nothing. `options` must not be
/// ordered.
[[nodiscard]] GraphOverhead measure_graph_overhead(std::uint64_t items,
                                                   const GraphOptions& options);

}  // namespace tintflow
