#include "stages/xdog.h"

#include <algorithm>
#include <cmath>

#include <opencv2/imgproc.hpp>

namespace tintflow {

XdogOptions random_xdog(double scale, cv::RNG& random) {
  XdogOptions options;
  options.sigma = scale * random.uniform(0.5, 1.1);
  options.k = random.uniform(1.6, 2.4);
  options.tau = random.uniform(0.975, 0.995);
  options.epsilon = random.uniform(-0.014, -0.005);
  // Evenly in the logarithm: from pencil to pen.
  options.phi = 20 * std::pow(10, random.uniform(0.0, 1.0));
  return options;
}

cv::Mat xdog(const cv::Mat& picture, const XdogOptions& options) {
  cv::Mat colors;
  picture.convertTo(colors, CV_32F, 1 / 255.0);
  cv::Mat narrow;
  cv::Mat wide;
  cv::GaussianBlur(colors, narrow, {}, options.sigma, 0, cv::BORDER_REPLICATE);
  cv::GaussianBlur(colors, wide, {}, options.k * options.sigma, 0, cv::BORDER_REPLICATE);

  const auto tau = static_cast<float>(options.tau);
  cv::Mat lines(picture.size(), CV_8UC1);
  for (int y = 0; y < lines.rows; ++y) {
    const auto* sharp = narrow.ptr<cv::Vec3f>(y);
    const auto* blurred = wide.ptr<cv::Vec3f>(y);
    auto* line = lines.ptr<unsigned char>(y);
    for (int x = 0; x < lines.cols; ++x) {
      const cv::Vec3f difference = sharp[x] - tau * blurred[x];
      const double darkest =
          std::min({difference[0], difference[1], difference[2]}) - options.epsilon;
      line[x] =
          darkest >= 0
              ? 255
              : cv::saturate_cast<unsigned char>(255 * (1 + std::tanh(options.phi * darkest)));
    }
  }
  return lines;
}

}  // namespace tintflow
