#include "stages/xdog.h"

#include <cmath>

#include <opencv2/imgproc.hpp>

namespace tintflow {

XdogOptions random_xdog(double scale, cv::RNG& random) {
  XdogOptions options;
  options.sigma = scale * random.uniform(0.5, 1.1);
  options.k = random.uniform(1.6, 2.4);
  options.tau = random.uniform(0.975, 0.995);
  options.epsilon = random.uniform(-0.025, -0.008);
  // Evenly in the logarithm: from pencil to pen.
  options.phi = 20 * std::pow(10, random.uniform(0.0, 1.0));
  return options;
}

cv::Mat xdog(const cv::Mat& picture, const XdogOptions& options) {
  cv::Mat gray;
  cv::cvtColor(picture, gray, cv::COLOR_RGB2GRAY);
  cv::Mat luminance;
  gray.convertTo(luminance, CV_32F, 1 / 255.0);
  cv::Mat narrow;
  cv::Mat wide;
  cv::GaussianBlur(luminance, narrow, {}, options.sigma, 0, cv::BORDER_REPLICATE);
  cv::GaussianBlur(luminance, wide, {}, options.k * options.sigma, 0, cv::BORDER_REPLICATE);

  cv::Mat lines(picture.size(), CV_8UC1);
  for (int y = 0; y < lines.rows; ++y) {
    const auto* sharp = narrow.ptr<float>(y);
    const auto* blurred = wide.ptr<float>(y);
    auto* line = lines.ptr<unsigned char>(y);
    for (int x = 0; x < lines.cols; ++x) {
      const double difference = sharp[x] - options.tau * blurred[x] - options.epsilon;
      line[x] =
          difference >= 0
              ? 255
              : cv::saturate_cast<unsigned char>(255 * (1 + std::tanh(options.phi * difference)));
    }
  }
  return lines;
}

}  // namespace tintflow
