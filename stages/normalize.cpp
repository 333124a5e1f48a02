#include "stages/normalize.h"

#include <cmath>

namespace tintflow {
namespace {

cv::Mat to_unit_range(const cv::Mat& pixels) {
  cv::Mat floats;
  // The next float above it would make 255 a little more than 1.
  static const float scale = std::nextafter(1 / 127.5F, 0.0F);
  pixels.convertTo(floats, CV_32F, scale, -1);
  return floats;
}

}  // namespace

Expected<Sample> Normalize::operator()(const Sample& sample) const {
  Sample normalized = sample;
  normalized.input = to_unit_range(sample.input);
  if (!sample.target.empty()) normalized.target = to_unit_range(sample.target);
  return normalized;
}

}  // namespace tintflow
