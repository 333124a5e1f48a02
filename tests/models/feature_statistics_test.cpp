#include "models/feature_statistics.h"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

FeatureStatistics statistics(const std::vector<std::vector<float>>& rows) {
  FeatureStatistics found;
  for (std::vector<float> row : rows) {
    found.add(cv::Mat(1, static_cast<int>(row.size()), CV_32FC1, row.data()), true);
  }
  return found;
}

double frechet_distance(const FeatureStatistics& one, const FeatureStatistics& other) {
  return frechet_distances(one, {&other, 1}).front();
}

/// Rows whose covariance over n - 1 is diagonal: `along_x` and `along_y` are the deviations.
std::vector<std::vector<float>> cross(float x, float y, float along_x, float along_y) {
  const float far_x = along_x * std::sqrt(1.5F);
  const float far_y = along_y * std::sqrt(1.5F);
  return {{x - far_x, y}, {x + far_x, y}, {x, y - far_y}, {x, y + far_y}};
}

TEST(FrechetDistance, OfEqualsIsNothing) {
  const auto rows = cross(3, 4, 1, 2);
  EXPECT_NEAR(frechet_distance(statistics(rows), statistics(rows)), 0, 1e-6);
}

TEST(FrechetDistance, OfShiftedRowsIsTheSquaredShift) {
  EXPECT_NEAR(frechet_distance(statistics(cross(0, 0, 1, 2)), statistics(cross(3, 4, 1, 2))), 25,
              1e-5);
}

TEST(FrechetDistance, OfAlignedNormalsIsThatOfTheirDeviations) {
  // (1 - 3)^2 + (2 - 7)^2.
  EXPECT_NEAR(frechet_distance(statistics(cross(0, 0, 1, 2)), statistics(cross(0, 0, 3, 7))), 29,
              1e-4);
}

TEST(FrechetDistance, OfCovariancesThatDoNotCommute) {
  // C1 = diag(4, 1); C2 = [[2, 1], [1, 2]], a cross turned by 45 degrees with variances 3 and 1.
  // The eigenvalues of C1 C2 have sum 10 and product 12, so the sum of their roots is
  // sqrt(10 + 2 sqrt(12)).
  const float long_arm = std::sqrt(3.0F * 1.5F / 2);
  const float short_arm = std::sqrt(1.0F * 1.5F / 2);
  const FeatureStatistics turned = statistics({{long_arm, long_arm},
                                               {-long_arm, -long_arm},
                                               {short_arm, -short_arm},
                                               {-short_arm, short_arm}});
  const double expected = 5 + 4 - 2 * std::sqrt(10 + 2 * std::sqrt(12));
  EXPECT_NEAR(frechet_distance(statistics(cross(0, 0, 2, 1)), turned), expected, 1e-5);
  EXPECT_NEAR(frechet_distance(turned, statistics(cross(0, 0, 2, 1))), expected, 1e-5);
}

TEST(FrechetDistance, OfOnePointIsItsDistanceAndTheOthersSpread) {
  const FeatureStatistics point = statistics({{0, 0}, {0, 0}, {0, 0}});
  EXPECT_NEAR(frechet_distance(statistics(cross(0, 2, 1, 3)), point), 4 + 1 + 9, 1e-5);
}

TEST(FrechetDistance, GoesOnOverManyBlocks) {
  // 600 rows are more than two blocks.
  std::vector<std::vector<float>> rows;
  std::vector<std::vector<float>> shifted;
  std::mt19937 random(1);
  std::normal_distribution<float> normal(0, 1);
  for (int i = 0; i < 600; ++i) {
    rows.push_back({normal(random), normal(random), normal(random)});
    shifted.push_back({rows.back()[0] + 1, rows.back()[1], rows.back()[2] - 2});
  }
  EXPECT_EQ(statistics(rows).rows(), 600U);
  EXPECT_NEAR(frechet_distance(statistics(rows), statistics(shifted)), 5, 1e-4);
}

TEST(FrechetDistance, NeedsTwoRows) {
  EXPECT_TRUE(std::isnan(frechet_distance(statistics({{1}}), statistics({{1}, {2}}))));
  EXPECT_TRUE(std::isnan(frechet_distance(statistics({{1}, {2}}), statistics({{1}}))));
  EXPECT_TRUE(std::isnan(frechet_distance(FeatureStatistics(), statistics({{1}, {2}}))));
}

TEST(KernelDistance, IsTheUnbiasedDiscrepancy) {
  // Of one feature: k(x, y) = (x y + 1)^3. Within {0, 1}: k = 1; within {1, 2}: 27; across: 1, 1,
  // 8, 27.
  EXPECT_NEAR(kernel_distance(statistics({{0}, {1}}), statistics({{1}, {2}})),
              1 + 27 - 2 * (1 + 1 + 8 + 27) / 4.0, 1e-9);
}

TEST(KernelDistance, DividesByTheNumberOfFeatures) {
  // k(x, y) = (x y / 2 + 1)^3; the same row twice: within 8 and 8, across 8.
  const FeatureStatistics ones = statistics({{1, 1}, {1, 1}});
  EXPECT_NEAR(kernel_distance(ones, ones), 0, 1e-9);
  // Against zeros: 8 + 1 - 2.
  EXPECT_NEAR(kernel_distance(ones, statistics({{0, 0}, {0, 0}})), 7, 1e-9);
}

TEST(KernelDistance, TakesTheKeptRowsOnly) {
  FeatureStatistics some = statistics({{0}, {1}});
  some.add(cv::Mat(1, 1, CV_32FC1, cv::Scalar(100)), false);
  EXPECT_EQ(some.rows(), 3U);
  EXPECT_NEAR(kernel_distance(some, statistics({{1}, {2}})), 9.5, 1e-9);
  EXPECT_TRUE(std::isnan(kernel_distance(some, statistics({{1}}))));
  EXPECT_TRUE(std::isnan(kernel_distance(FeatureStatistics(), some)));
}

}  // namespace
}  // namespace tintflow
