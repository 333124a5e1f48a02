#include "pipeline/duration_histogram.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

using std::chrono::nanoseconds;

TEST(DurationHistogram, HasNoPercentilesWhenEmpty) {
  EXPECT_EQ(DurationHistogram().percentile(0.5).count(), 0);
}

TEST(DurationHistogram, IsWithinASixteenthAtEveryMagnitude) {
  for (std::int64_t duration = 1; duration < 4'000'000'000'000; duration = duration * 3 / 2 + 1) {
    DurationHistogram histogram;
    histogram.add(nanoseconds(duration));
    const auto found = static_cast<double>(histogram.percentile(0.5).count());
    EXPECT_NEAR(found, static_cast<double>(duration), static_cast<double>(duration) / 16);
  }
}

TEST(DurationHistogram, TakesTheLargestDuration) {
  DurationHistogram histogram;
  histogram.add(nanoseconds::max());
  EXPECT_GT(histogram.percentile(1).count(), nanoseconds::max().count() / 16 * 15);
}

TEST(DurationHistogram, FindsPercentilesOfManyDurations) {
  DurationHistogram histogram;
  for (int i = 1; i <= 1000; ++i) histogram.add(nanoseconds(i * 1000));
  EXPECT_NEAR(static_cast<double>(histogram.percentile(0.50).count()), 500e3, 500e3 / 16);
  EXPECT_NEAR(static_cast<double>(histogram.percentile(0.99).count()), 990e3, 990e3 / 16);
}

TEST(DurationHistogram, CountsADurationAsOftenAsTold) {
  DurationHistogram histogram;
  histogram.add(nanoseconds(7), 99);
  histogram.add(nanoseconds(5000), 1);
  EXPECT_EQ(histogram.percentile(0.99).count(), 7);
  EXPECT_GT(histogram.percentile(1).count(), 4000);
}

TEST(DurationHistogram, CountsATimeThatWentBackwardsAsNone) {
  DurationHistogram histogram;
  histogram.add(nanoseconds(-5));
  EXPECT_EQ(histogram.percentile(1).count(), 0);
}

}  // namespace
}  // namespace tintflow
