#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Where a drawing's figure is: CV_8UC1, 255 for ink and for all that paper from the border does
/// not reach, 0 for the paper around. Paper is what is lighter than 7/8 of white. `drawing`:
/// CV_8UC3 RGB.
[[nodiscard]] cv::Mat figure_mask(const cv::Mat& drawing);

/// The drawing with its figure filled with one color, the ink multiplied over it: what somebody
/// would answer who knows nothing but a palette's mean. CV_8UC3 RGB.
[[nodiscard]] cv::Mat fill_figure(const cv::Mat& drawing, const cv::Scalar& color);

}  // namespace tintflow
