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

/// Two pictures of 48 x 40 pixels, and a disk in them.
struct Patterns {
  cv::Mat one = cv::Mat(40, 48, CV_8UC3);
  cv::Mat other = cv::Mat(40, 48, CV_8UC3);
  cv::Mat disk = cv::Mat::zeros(40, 48, CV_8UC1);
};

Patterns patterns() {
  Patterns made;
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 48; ++x) {
      for (int c = 0; c < 3; ++c) {
        const auto level = static_cast<std::uint8_t>(3 * x + 5 * y + 40 * c + x * y % 23);
        made.one.at<cv::Vec3b>(y, x)[c] = level;
        made.other.at<cv::Vec3b>(y, x)[c] = static_cast<std::uint8_t>(level / 2 + x * x % 61 + 30);
      }
      const int from_center = (x - 20) * (x - 20) + (y - 12) * (y - 12);
      if (from_center < 150) made.disk.at<std::uint8_t>(y, x) = 255;
    }
  }
  return made;
}

// The figures are those of scikit-image 0.26.0:
//
//   y, x, c = np.mgrid[0:40, 0:48, 0:3]
//   a = (3 * x + 5 * y + 40 * c + x * y % 23).astype(np.uint8)
//   b = (a // 2 + x * x % 61 + 30).astype(np.uint8)
//   disk = (x[..., 0] - 20) ** 2 + (y[..., 0] - 12) ** 2 < 150
//   peak_signal_noise_ratio(b, a, data_range=255)
//   ssim, full = structural_similarity(b, a, gaussian_weights=True, sigma=1.5, data_range=255,
//       use_sample_covariance=False, channel_axis=-1, full=True)
//   peak_signal_noise_ratio(b[disk], a[disk], data_range=255)
//   inside = np.zeros_like(disk); inside[5:-5, 5:-5] = True; full[disk & inside].mean()
TEST(CompareImages, AgreesWithScikitImage) {
  const Patterns pictures = patterns();
  const ImageMetrics metrics = compare_images(pictures.one, pictures.other);
  EXPECT_NEAR(metrics.psnr, 15.485184759, 1e-8);
  EXPECT_NEAR(metrics.ssim, 0.459138273, 1e-5);
}

TEST(CompareImages, AgreesWithScikitImageInAPart) {
  const Patterns pictures = patterns();
  const auto metrics = compare_images(pictures.one, pictures.other, pictures.disk);
  EXPECT_NEAR(metrics.whole.ssim, 0.459138273, 1e-5);
  ASSERT_TRUE(metrics.part);
  EXPECT_NEAR(metrics.part->l1, 0.111820418, 1e-8);
  EXPECT_NEAR(metrics.part->psnr, 17.191856395, 1e-8);
  EXPECT_NEAR(metrics.part->ssim, 0.418112331, 1e-5);
}

TEST(CompareImages, OfAnEmptyPartSaysNothing) {
  const Patterns pictures = patterns();
  const cv::Mat nothing = cv::Mat::zeros(40, 48, CV_8UC1);
  EXPECT_FALSE(compare_images(pictures.one, pictures.other, nothing).part);
}

TEST(CompareImages, NoWindowLiesAroundABorder) {
  const Patterns pictures = patterns();
  cv::Mat border = cv::Mat::zeros(40, 48, CV_8UC1);
  border.col(0).setTo(255);
  const auto metrics = compare_images(pictures.one, pictures.other, border);
  ASSERT_TRUE(metrics.part);
  EXPECT_GT(metrics.part->l1, 0);
  EXPECT_TRUE(std::isnan(metrics.part->ssim));
}

}  // namespace
}  // namespace tintflow
