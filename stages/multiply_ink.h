#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// The product of a drawing (CV_8UC3 or CV_16UC3) and the colors under it (CV_8UC3 of any size,
/// scaled to the drawing's bilinearly), per channel, full intensity being 1; rounded to nearest, as
/// deep as the drawing. White paper takes the color, black ink stays black. Takes next to no memory
/// beside the result.
[[nodiscard]] cv::Mat multiply_ink(const cv::Mat& color, const cv::Mat& drawing);

}  // namespace tintflow
