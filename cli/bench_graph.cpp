#include <iostream>
#include <vector>

#include <fmt/format.h>

#include "cli/bench_measurements.h"
#include "cli/json_lines.h"
#include "cli/median.h"
#include "pipeline/graph_overhead.h"

namespace tintflow {

void bench_graph(const BenchSetup& setup) {
  const std::uint64_t items = setup.options.quick ? 5'000 : 20'000;
  std::vector<double> per_item;
  std::vector<double> per_node;
  int nodes = 0;
  for (int i = 0; i < setup.options.repeat; ++i) {
    const GraphOverhead overhead = measure_graph_overhead(items, setup.graph);
    per_item.push_back(overhead.core_us_per_item);
    per_node.push_back(overhead.core_us_per_node());
    nodes = overhead.nodes;
  }
  if (setup.options.common.json) {
    print_json_line({{"event", "bench_graph"},
                     {"items", items},
                     {"nodes", nodes},
                     {"core_us_per_item", median(per_item)},
                     {"core_us_per_node", median(per_node)}});
    return;
  }
  std::cout << fmt::format(
      "\nThe graph with empty stages: {:.2f} us of one core for an item, {:.2f} us for each of {} "
      "nodes\n",
      median(per_item), median(per_node), nodes);
}

}  // namespace tintflow
