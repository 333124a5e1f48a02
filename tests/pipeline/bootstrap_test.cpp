#include "pipeline/bootstrap.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

using Pictures = std::vector<std::vector<Tally>>;

TEST(Bootstrap, OfEqualPicturesHasNoWidth) {
  const Pictures pictures(7, {{3.5, 1}});
  const Estimate mean = Bootstrap(pictures, 100, 0).mean(0);
  EXPECT_EQ(mean.value, 3.5);
  EXPECT_EQ(mean.low, 3.5);
  EXPECT_EQ(mean.high, 3.5);
}

TEST(Bootstrap, OfOnePictureIsThatPicture) {
  const Pictures pictures{{{6, 2}}};
  const Estimate mean = Bootstrap(pictures, 10, 0).mean(0);
  EXPECT_EQ(mean.value, 3);
  EXPECT_EQ(mean.low, 3);
  EXPECT_EQ(mean.high, 3);
}

TEST(Bootstrap, WhereNothingCountsThereIsNoMean) {
  const Pictures pictures(3, {{0, 0}});
  const Estimate mean = Bootstrap(pictures, 10, 0).mean(0);
  EXPECT_TRUE(std::isnan(mean.value));
  EXPECT_TRUE(std::isnan(mean.low));
  EXPECT_TRUE(std::isnan(mean.high));
}

TEST(Bootstrap, PassesOverResamplesWithoutWeight) {
  // Every second resample of these two draws the first alone or not at all.
  const Pictures pictures{{{5, 1}}, {{0, 0}}};
  const Estimate mean = Bootstrap(pictures, 200, 0).mean(0);
  EXPECT_EQ(mean.value, 5);
  EXPECT_EQ(mean.low, 5);
  EXPECT_EQ(mean.high, 5);
}

TEST(Bootstrap, WeighsPicturesByTheirWeight) {
  const Pictures pictures{{{10, 1}}, {{0, 9}}};
  EXPECT_EQ(Bootstrap(pictures, 1, 0).mean(0).value, 1);
}

TEST(Bootstrap, IntervalIsThatOfTheNormalDistribution) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal(20, 4);
  Pictures pictures;
  double sum = 0;
  double squares = 0;
  for (int i = 0; i < 400; ++i) {
    const double value = normal(random);
    pictures.push_back({{value, 1}});
    sum += value;
    squares += value * value;
  }
  const double deviation = std::sqrt(squares / 400 - sum / 400 * sum / 400);
  const double half_width = 1.96 * deviation / std::sqrt(400);
  const Estimate mean = Bootstrap(pictures, 2000, 1).mean(0);
  EXPECT_NEAR(mean.value, sum / 400, 1e-9);
  EXPECT_NEAR(mean.low, mean.value - half_width, 0.1 * half_width);
  EXPECT_NEAR(mean.high, mean.value + half_width, 0.1 * half_width);
}

TEST(Bootstrap, DifferencesArePaired) {
  // Wide columns that always differ by the same.
  Pictures pictures;
  for (int i = 0; i < 50; ++i) pictures.push_back({{i * 1.0, 1}, {i + 2.0, 1}});
  const Bootstrap bootstrap(pictures, 200, 0);
  EXPECT_GT(bootstrap.mean(0).high - bootstrap.mean(0).low, 5);
  const Estimate difference = bootstrap.difference(1, 0);
  EXPECT_NEAR(difference.value, 2, 1e-9);
  EXPECT_NEAR(difference.low, 2, 1e-9);
  EXPECT_NEAR(difference.high, 2, 1e-9);
}

TEST(Bootstrap, IsRepeatable) {
  Pictures pictures;
  for (int i = 0; i < 20; ++i) pictures.push_back({{i * i * 1.0, 1}});
  const Estimate once = Bootstrap(pictures, 50, 3).mean(0);
  const Estimate again = Bootstrap(pictures, 50, 3).mean(0);
  const Estimate other = Bootstrap(pictures, 50, 4).mean(0);
  EXPECT_EQ(once.low, again.low);
  EXPECT_EQ(once.high, again.high);
  EXPECT_NE(once.low, other.low);
}

}  // namespace
}  // namespace tintflow
