#include "stages/fill_beside_lines.h"

#include <cassert>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// `nearest` numbers the pixels of regions, and has each other pixel's nearest one.
template <class Value>
cv::Mat filled(const cv::Mat& values, const cv::Mat& labels, const cv::Mat& nearest) {
  std::vector<Value> of_pixel(labels.total() + 1);
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      if (labels.at<int>(y, x) == 0) continue;
      of_pixel[static_cast<std::size_t>(nearest.at<int>(y, x))] = values.at<Value>(y, x);
    }
  }
  cv::Mat result(values.size(), values.type());
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      result.at<Value>(y, x) = of_pixel[static_cast<std::size_t>(nearest.at<int>(y, x))];
    }
  }
  return result;
}

}  // namespace

cv::Mat fill_beside_lines(const cv::Mat& values, const cv::Mat& labels) {
  assert(values.type() == CV_8UC3 || values.type() == CV_32SC1);
  const cv::Mat beside = labels == 0;
  if (cv::countNonZero(beside) == static_cast<int>(beside.total())) return values;
  cv::Mat distance;
  cv::Mat nearest;
  cv::distanceTransform(beside, distance, nearest, cv::DIST_L2, cv::DIST_MASK_5,
                        cv::DIST_LABEL_PIXEL);
  return values.type() == CV_8UC3 ? filled<cv::Vec3b>(values, labels, nearest)
                                  : filled<int>(values, labels, nearest);
}

}  // namespace tintflow
