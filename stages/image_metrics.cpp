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

double structural_similarity(const cv::Mat& a, const cv::Mat& b) {
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
  const cv::Rect inside(window_radius, window_radius, a.cols - 2 * window_radius,
                        a.rows - 2 * window_radius);
  const cv::Scalar mean = cv::mean(similarity(inside));
  return (mean[0] + mean[1] + mean[2]) / 3;
}

}  // namespace

ImageMetrics compare_images(const cv::Mat& picture, const cv::Mat& reference) {
  assert(picture.type() == CV_8UC3 && reference.type() == CV_8UC3);
  assert(picture.size() == reference.size());
  assert(picture.cols > 2 * window_radius && picture.rows > 2 * window_radius);
  const double values = 3.0 * static_cast<double>(picture.total());

  ImageMetrics metrics;
  metrics.l1 = cv::norm(picture, reference, cv::NORM_L1) / values / 255;
  const double squared_error = cv::norm(picture, reference, cv::NORM_L2SQR) / values;
  metrics.psnr = squared_error > 0 ? 10 * std::log10(255.0 * 255.0 / squared_error)
                                   : std::numeric_limits<double>::infinity();
  cv::Mat a;
  cv::Mat b;
  picture.convertTo(a, CV_32F);
  reference.convertTo(b, CV_32F);
  metrics.ssim = structural_similarity(a, b);
  return metrics;
}

}  // namespace tintflow
