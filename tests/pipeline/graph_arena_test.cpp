#include "pipeline/graph_arena.h"

#include <latch>
#include <string>

#include <gtest/gtest.h>

#include "tests/pipeline/fakes.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

TEST(GraphArena, RunsAsManyBodiesAtOnceAsThereAreThreadsAndNoMore) {
  for (int threads = 1; threads <= 6; ++threads) {
    const Watchdog watchdog("threads " + std::to_string(threads));
    // The first bodies go on only when all workers are inside one.
    std::latch all_here(threads);
    std::latch done(4 * threads);
    Gauge running;
    GraphArena arena(threads);
    tbb::flow::function_node<int> node(arena.graph(), tbb::flow::unlimited, [&](int i) {
      running.enter();
      if (i < threads) all_here.arrive_and_wait();
      running.leave();
      done.count_down();
    });
    for (int i = 0; i < 4 * threads; ++i) node.try_put(i);
    done.wait();
    arena.wait();
    EXPECT_EQ(running.peak(), threads);
  }
}

}  // namespace
}  // namespace tintflow
