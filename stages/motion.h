#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Where the pixels of a drawing were in the drawing before it.
struct Motion {
  /// CV_32FC2: x and y in the drawing before, pixels.
  cv::Mat from;
  /// CV_8UC1: 255 where the way there and back ends within a pixel of its start, 0 elsewhere.
  cv::Mat trusted;
};

/// Dense optical flow (DIS) between two drawings of one size, CV_8UC3; none where a side has less
/// than 16 pixels.
[[nodiscard]] Motion find_motion(const cv::Mat& before, const cv::Mat& now);

/// The picture before as it moved, bilinear; its border pixels go on outwards.
[[nodiscard]] cv::Mat follow(const cv::Mat& before, const Motion& motion);

}  // namespace tintflow
