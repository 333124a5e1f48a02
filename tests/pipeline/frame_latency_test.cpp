#include "pipeline/frame_latency.h"

#include <atomic>
#include <numeric>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/pipeline/fakes.h"

namespace tintflow {
namespace {

using std::chrono::milliseconds;
using ::testing::UnorderedElementsAre;

TEST(FrameLatencies, MeasureEachItemFromItsOwnStart) {
  const FrameLatencies::Clock::time_point begin{};
  FrameLatencies latencies;
  latencies.start(begin);
  latencies.start(begin + milliseconds(10));
  latencies.start(begin + milliseconds(20));
  latencies.finish(1, begin + milliseconds(15));
  latencies.finish(0, begin + milliseconds(40));
  EXPECT_THAT(latencies.milliseconds(), UnorderedElementsAre(5, 40));
}

TEST(TimedSource, HandsOnWhatItsSourceHas) {
  FakeSource three(3);
  FrameLatencies latencies;
  TimedSource timed(three, latencies);
  for (std::uint64_t i = 0; i < 3; ++i) {
    EXPECT_EQ((*timed.next())->id.index, i);
    latencies.finish(i);
  }
  EXPECT_EQ(timed.next(), std::nullopt);
  EXPECT_EQ(latencies.milliseconds().size(), 3);
}

TEST(TimedSource, OneAtATimeWaitsForTheItemBefore) {
  FakeSource two(2);
  FrameLatencies latencies;
  TimedSource timed(two, latencies, Pace::one_at_a_time);
  ASSERT_TRUE(timed.next());
  std::atomic<bool> finished = false;
  std::jthread worker([&] {
    std::this_thread::sleep_for(milliseconds(20));
    finished = true;
    latencies.finish(0);
  });
  EXPECT_EQ((*timed.next())->id.index, 1);
  EXPECT_TRUE(finished);
}

TEST(Percentile, IsAValueThatTheShareDoesNotExceed) {
  std::vector<double> values(100);
  std::iota(values.begin(), values.end(), 1);
  EXPECT_EQ(percentile(values, 0.50), 50);
  EXPECT_EQ(percentile(values, 0.99), 99);
  EXPECT_EQ(percentile(values, 1.00), 100);
  EXPECT_EQ(percentile({7}, 0.01), 7);
  EXPECT_EQ(percentile({}, 0.99), 0);
}

}  // namespace
}  // namespace tintflow
