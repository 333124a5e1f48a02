#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Gives what lies on and beside ink (label 0) the value of the nearest pixel of a region. `values`
/// is CV_8UC3 or CV_32SC1, `labels` as `DrawingRegions` has them. Where there is no region nothing
/// changes.
[[nodiscard]] cv::Mat fill_beside_lines(const cv::Mat& values, const cv::Mat& labels);

}  // namespace tintflow
