#pragma once

#include <optional>

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

/// How alike two pictures are as a whole and in a part.
struct PartialImageMetrics {
  ImageMetrics whole;
  /// Nothing where the part is empty.
  std::optional<ImageMetrics> part;
};

/// Compares the pictures as above, and where `mask` (CV_8UC1) is not 0: its pixels alone count for
/// L1 and PSNR, and the windows around them for SSIM. A part of which no whole window lies around
/// any pixel has an SSIM of NaN.
[[nodiscard]] PartialImageMetrics compare_images(const cv::Mat& picture, const cv::Mat& reference,
                                                 const cv::Mat& mask);

}  // namespace tintflow
