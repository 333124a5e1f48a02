#include "stages/normalize.h"

namespace tintflow {
namespace {

cv::Mat to_unit_range(const cv::Mat& pixels) {
  cv::Mat floats;
  pixels.convertTo(floats, CV_32F, 1 / 127.5, -1);
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
