#include "stages/image_metrics.h"

#include <cassert>
#include <cmath>
#include <limits>

#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

constexpr int window_radius = 5;

cv::Mat local_mean(const cv::Mat& values) {
  cv::Mat mean;
  cv::GaussianBlur(values, mean, {2 * window_radius + 1, 2 * window_radius + 1}, 1.5);
  return mean;
}

/// The similarity of each channel around each pixel whose window lies inside.
cv::Mat structural_similarity(const cv::Mat& a, const cv::Mat& b) {
  const auto c1 = cv::Scalar::all((0.01 * 255) * (0.01 * 255));
  const auto c2 = cv::Scalar::all((0.03 * 255) * (0.03 * 255));
  const cv::Mat mean_a = local_mean(a);
  const cv::Mat mean_b = local_mean(b);
  const cv::Mat mean_ab = mean_a.mul(mean_b);
  const cv::Mat mean_aa = mean_a.mul(mean_a);
  const cv::Mat mean_bb = mean_b.mul(mean_b);
  const cv::Mat covariance = local_mean(a.mul(b)) - mean_ab;
  const cv::Mat variances = local_mean(a.mul(a)) - mean_aa + local_mean(b.mul(b)) - mean_bb;

  const cv::Mat numerator = (2 * mean_ab + c1).mul(2 * covariance + c2);
  const cv::Mat denominator = (mean_aa + mean_bb + c1).mul(variances + c2);
  cv::Mat similarity;
  cv::divide(numerator, denominator, similarity);
  return similarity;
}

cv::Rect whole_windows(cv::Size size) {
  return {window_radius, window_radius, size.width - 2 * window_radius,
          size.height - 2 * window_radius};
}

double mean_of_channels(const cv::Scalar& mean) { return (mean[0] + mean[1] + mean[2]) / 3; }

/// L1 and PSNR of all pixels, or of those in a mask.
ImageMetrics pixel_metrics(const cv::Mat& picture, const cv::Mat& reference, const cv::Mat& mask,
                           double pixels) {
  const double values = 3 * pixels;
  ImageMetrics metrics;
  metrics.l1 = cv::norm(picture, reference, cv::NORM_L1, mask) / values / 255;
  const double squared_error = cv::norm(picture, reference, cv::NORM_L2SQR, mask) / values;
  metrics.psnr = squared_error > 0 ? 10 * std::log10(255.0 * 255.0 / squared_error)
                                   : std::numeric_limits<double>::infinity();
  return metrics;
}

}  // namespace

ImageMetrics compare_images(const cv::Mat& picture, const cv::Mat& reference) {
  return compare_images(picture, reference, cv::Mat()).whole;
}

PartialImageMetrics compare_images(const cv::Mat& picture, const cv::Mat& reference,
                                   const cv::Mat& mask) {
  assert(picture.type() == CV_8UC3 && reference.type() == CV_8UC3);
  assert(picture.size() == reference.size());
  assert(picture.cols > 2 * window_radius && picture.rows > 2 * window_radius);
  cv::Mat a;
  cv::Mat b;
  picture.convertTo(a, CV_32F);
  reference.convertTo(b, CV_32F);
  const cv::Rect inside = whole_windows(picture.size());
  const cv::Mat similarity = structural_similarity(a, b)(inside);

  PartialImageMetrics metrics;
  metrics.whole = pixel_metrics(picture, reference, {}, static_cast<double>(picture.total()));
  metrics.whole.ssim = mean_of_channels(cv::mean(similarity));
  const int masked = mask.empty() ? 0 : cv::countNonZero(mask);
  if (masked == 0) return metrics;
  metrics.part = pixel_metrics(picture, reference, mask, masked);
  metrics.part->ssim = cv::countNonZero(mask(inside)) > 0
                           ? mean_of_channels(cv::mean(similarity, mask(inside)))
                           : std::numeric_limits<double>::quiet_NaN();
  return metrics;
}

}  // namespace tintflow
