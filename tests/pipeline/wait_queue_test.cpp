#include "pipeline/wait_queue.h"

#include <memory>
#include <thread>

#include <gtest/gtest.h>

#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

using std::chrono_literals::operator""ms;

TEST(WaitQueue, GivesValuesInTheirOrder) {
  WaitQueue<std::unique_ptr<int>> queue;
  queue.push(std::make_unique<int>(1));
  queue.push(std::make_unique<int>(2));
  EXPECT_EQ(*queue.pop(), 1);
  EXPECT_EQ(*queue.pop(), 2);
}

TEST(WaitQueue, EndsTheWaitWhereNothingComes) {
  WaitQueue<int> queue;
  EXPECT_FALSE(queue.wait_for(1ms));
  queue.push(7);
  EXPECT_TRUE(queue.wait_for(0ms));
  EXPECT_EQ(queue.pop(), 7);
  EXPECT_FALSE(queue.wait_for(0ms));
}

TEST(WaitQueue, WakesTheWaitingReader) {
  const Watchdog watchdog("wait queue");
  WaitQueue<int> queue;
  const std::jthread writer([&] {
    std::this_thread::sleep_for(5ms);
    queue.push(1);
  });
  EXPECT_TRUE(queue.wait_for(std::chrono::hours(1)));
  EXPECT_EQ(queue.pop(), 1);
}

}  // namespace
}  // namespace tintflow
