#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Value of full intensity in a picture of this depth (CV_8U or CV_16U).
[[nodiscard]] inline double full_scale(const cv::Mat& picture) {
  return picture.depth() == CV_16U ? 65535.0 : 255.0;
}

/// The picture rounded to 8 bits a channel; shares the pixels of one that is 8-bit
/// already. Empty stays empty.
[[nodiscard]] inline cv::Mat to_8_bit(const cv::Mat& picture) {
  if (picture.depth() == CV_8U) return picture;
  cv::Mat rounded;
  picture.convertTo(rounded, CV_8U, 255.0 / 65535.0);
  return rounded;
}

}  // namespace tintflow
