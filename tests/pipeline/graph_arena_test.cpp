#include "pipeline/graph_arena.h"

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <latch>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sched.h>

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

int thread_count() {
  const std::filesystem::directory_iterator threads("/proc/self/task");
  return static_cast<int>(std::distance(begin(threads), end(threads)));
}

/// Runs a body on each worker, so that all of them have started.
void start_workers(GraphArena& arena, int threads) {
  std::latch all_here(threads);
  tbb::flow::function_node<int> node(arena.graph(), tbb::flow::unlimited,
                                     [&](int) { all_here.arrive_and_wait(); });
  for (int i = 0; i < threads; ++i) node.try_put(i);
  arena.wait();
}

TEST(GraphArena, PrintsNothingWhereAnotherAllowsFewerWorkers) {
  const Watchdog watchdog("two arenas");
  testing::internal::CaptureStderr();
  {
    GraphArena fewer(1);
    GraphArena more(3);
    start_workers(more, 1);
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(EndIdleWorkers, LeavesNoThread) {
  const Watchdog watchdog("end idle workers");
  end_idle_workers();
  const int before = thread_count();
  for (int round = 0; round < 3; ++round) {
    {
      GraphArena arena(3);
      start_workers(arena, 3);
      EXPECT_GT(thread_count(), before);
    }
    EXPECT_TRUE(end_idle_workers());
    // A thread that was joined is listed until the kernel has seen it off.
    while (thread_count() > before) std::this_thread::yield();
  }
}

void use_one_processor() {
  cpu_set_t allowed;
  sched_getaffinity(0, sizeof allowed, &allowed);
  int processor = 0;
  while (!CPU_ISSET(processor, &allowed)) ++processor;
  CPU_ZERO(&allowed);
  CPU_SET(processor, &allowed);
  sched_setaffinity(0, sizeof allowed, &allowed);
}

TEST(EndIdleWorkersDeathTest, ComesBackWithOneProcessor) {
  // In a process of its own, because TBB counts processors once.
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  const auto use_graphs = [] {
    use_one_processor();
    const Watchdog watchdog("one processor");
    for (int threads = 1; threads <= 3; ++threads) {
      {
        GraphArena arena(threads);
        start_workers(arena, threads);
      }
      end_idle_workers();
    }
    std::_Exit(0);
  };
  EXPECT_EXIT(use_graphs(), testing::ExitedWithCode(0), "");
}

TEST(EndIdleWorkers, LeavesTheWorkersOfOtherGraphs) {
  const Watchdog watchdog("busy workers");
  GraphArena arena(2);
  start_workers(arena, 2);
  EXPECT_FALSE(end_idle_workers());
  start_workers(arena, 2);
}

}  // namespace
}  // namespace tintflow
