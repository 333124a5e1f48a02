#include "pipeline/graph_overhead.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(MeasureGraphOverhead, IsTheTimeOfAllItemsSharedOut) {
  const GraphOverhead overhead =
      measure_graph_overhead(50, {.threads = 2, .batch_size = 4, .in_flight = 24});
  EXPECT_GT(overhead.core_us_per_item, 0);
  EXPECT_EQ(overhead.nodes, 15);
  EXPECT_DOUBLE_EQ(overhead.core_us_per_node(), overhead.core_us_per_item / 15);
}

}  // namespace
}  // namespace tintflow
