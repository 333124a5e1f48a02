#include "stages/same_drawing.h"

#include <cassert>
#include <cstring>

#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

cv::Mat largest_channel(const cv::Mat& picture) {
  cv::Mat planes[3];
  cv::split(picture, planes);
  return cv::max(cv::max(planes[0], planes[1]), planes[2]);
}

}  // namespace

cv::Mat beyond_noise(const cv::Mat& one, const cv::Mat& other) {
  // Means of signed differences, in which noise cancels itself out.
  cv::Mat difference;
  cv::subtract(one, other, difference, cv::noArray(), CV_16S);
  cv::Mat means;
  cv::blur(difference, means, {3, 3});
  const cv::Mat single = largest_channel(cv::abs(difference)) > kCodecNoise;
  const cv::Mat mean = largest_channel(cv::abs(means)) > kCodecNoiseOfMeans;
  return single | mean;
}

bool is_same_drawing(const cv::Mat& one, const cv::Mat& other, Likeness likeness) {
  assert(one.type() == CV_8UC3 && other.type() == CV_8UC3);
  if (one.size() != other.size()) return false;
  if (likeness == Likeness::exact && one.isContinuous() && other.isContinuous()) {
    // Ends at the first difference.
    return std::memcmp(one.data, other.data, one.total() * one.elemSize()) == 0;
  }
  const double most = cv::norm(one, other, cv::NORM_INF);
  if (likeness == Likeness::exact || most == 0) return most == 0;
  return most <= kCodecNoise && cv::countNonZero(beyond_noise(one, other)) == 0;
}

}  // namespace tintflow
