#include "stages/image_metrics.h"

#include <cmath>

#include <gtest/gtest.h>

#include "stages/random_seed.h"

namespace tintflow {
namespace {

cv::Mat noise(int seed) {
  cv::Mat picture(32, 40, CV_8UC3);
  cv::RNG random(random_seed({static_cast<std::uint64_t>(seed)}));
  random.fill(picture, cv::RNG::UNIFORM, 0, 256);
  return picture;
}

TEST(CompareImages, EqualPicturesAreAlikeInEveryWay) {
  const ImageMetrics metrics = compare_images(noise(1), noise(1));
  EXPECT_EQ(metrics.l1, 0);
  EXPECT_TRUE(std::isinf(metrics.psnr));
  EXPECT_NEAR(metrics.ssim, 1, 1e-6);
}

TEST(CompareImages, ConstantDifferenceHasTheKnownFigures) {
  const cv::Mat dark(20, 20, CV_8UC3, cv::Scalar::all(100));
  const cv::Mat light(20, 20, CV_8UC3, cv::Scalar::all(151));
  const ImageMetrics metrics = compare_images(dark, light);
  EXPECT_NEAR(metrics.l1, 0.2, 1e-12);
  EXPECT_NEAR(metrics.psnr, 20 * std::log10(5), 1e-9);
  // Without structure only the luminance term is left: (2ab + C1) / (a^2 + b^2 + C1).
  const double c1 = 6.5025;
  EXPECT_NEAR(metrics.ssim, (2 * 100 * 151 + c1) / (100 * 100 + 151 * 151 + c1), 1e-5);
}

TEST(CompareImages, IsSymmetricAndFallsWithNoise) {
  const ImageMetrics one_way = compare_images(noise(1), noise(2));
  const ImageMetrics other_way = compare_images(noise(2), noise(1));
  EXPECT_NEAR(one_way.ssim, other_way.ssim, 1e-6);
  EXPECT_LT(one_way.ssim, 0.1);
}

}  // namespace
}  // namespace tintflow
