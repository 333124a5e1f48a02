#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// How alike two pictures are.
struct ImageMetrics {
  /// Mean absolute difference of all channels, full intensity being 1.
  double l1 = 0;
  /// Peak signal-to-noise ratio over all channels, dB; infinite for equal pictures.
  double psnr = 0;
  /// Structural similarity, mean of the three channels.
  double ssim = 0;
};

/// Compares two CV_8UC3 pictures of one size, at least 11 x 11.
///
/// SSIM as published (Wang, Bovik, Sheikh and Simoncelli, 2004): Gaussian window of 11 x 11 with
/// deviation 1.5, K1 0.01, K2 0.03, population covariance, mean over the windows that lie inside.
/// scikit-image gives the same with gaussian_weights=True, use_sample_covariance=False.
[[nodiscard]] ImageMetrics compare_images(const cv::Mat& picture, const cv::Mat& reference);

}  // namespace tintflow
