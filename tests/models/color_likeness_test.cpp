#include "models/color_likeness.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "stages/lab.h"

namespace tintflow {
namespace {

/// Black, light gray and a gray.
constexpr std::array<float, 9> grays = {-1, -1, -1, 0.8F, 0.8F, 0.8F, 0, 0, 0};

TEST(ColorLikeness, FallsWithTheDifferenceOfColors) {
  constexpr double bandwidth = 40;
  const std::vector<float> likeness = color_likeness(grays, bandwidth);
  ASSERT_EQ(likeness.size(), 9U);
  const Lab gray = to_lab(cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(128))).at<cv::Vec3f>(0);
  const double difference = ciede2000({0, 0, 0}, gray) / bandwidth;
  for (int color = 0; color < 3; ++color) EXPECT_EQ(likeness[4 * color], 1) << "to itself";
  EXPECT_NEAR(likeness[2], std::exp(-difference * difference), 1e-2);
  EXPECT_EQ(likeness[2], likeness[6]);
  EXPECT_LT(likeness[1], likeness[2]);
  EXPECT_EQ(color_likeness(grays, 1)[1], 1e-4F) << "is never less";
}

TEST(ColorLikeness, WhiteIsLikeNoOther) {
  constexpr std::array<float, 9> pale = {1, 1, 1, 0.9F, 0.9F, 0.9F, 0.85F, 0.85F, 0.85F};
  const std::vector<float> likeness = color_likeness(pale, 30);
  EXPECT_EQ(likeness[0], 1);
  EXPECT_EQ(likeness[1], 1e-4F);
  EXPECT_EQ(likeness[3], 1e-4F);
  EXPECT_GT(likeness[5], 0.9F);
}

/// The first two are much alike, the third is not.
const torch::Tensor& kinds() {
  static const torch::Tensor likeness =
      torch::tensor({{1.0F, 0.9F, 1e-4F}, {0.9F, 1.0F, 1e-4F}, {1e-4F, 1e-4F, 1.0F}});
  return likeness;
}

TEST(LikeColorCounts, TheLikeliestKindCounts) {
  const torch::Tensor counts = like_color_counts(torch::tensor({{0.3F, 0.3F, 0.4F}}), kinds())[0];
  EXPECT_NEAR(counts[0].item<float>(), counts[1].item<float>(), 1e-5);
  EXPECT_LT(counts[2].item<float>(), 0.01F * counts[0].item<float>());
}

TEST(LikeColorCounts, EquallyLikelyKindsCountAlike) {
  const torch::Tensor chances = torch::tensor({{0.5F / 1.9F, 0.5F / 1.9F, 0.5F}});
  const torch::Tensor counts = like_color_counts(chances, kinds())[0];
  // Each of the two counts by its likeness to both.
  EXPECT_NEAR(counts[0].item<float>() / counts[2].item<float>(), 1.9, 0.05);
}

TEST(LikeColorCounts, EachRowIsForItself) {
  const torch::Tensor chances = torch::tensor({{1.0F, 0.0F, 0.0F}, {0.0F, 0.0F, 1.0F}});
  const torch::Tensor counts = like_color_counts(chances, kinds());
  EXPECT_GT(counts[0][0].item<float>(), counts[0][2].item<float>());
  EXPECT_GT(counts[1][2].item<float>(), counts[1][0].item<float>());
}

}  // namespace
}  // namespace tintflow
