#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Colors made for white paper as they look on a dark ground: light turns into dark and dark into
/// light while the hue stays (lightness of HSL, complemented), so that white paper becomes black
/// and light lines stay visible on it. CV_8UC3, as is the result.
[[nodiscard]] cv::Mat colors_on_dark_ground(const cv::Mat& color);

/// Light ink over colors: 1 - (1 - color) * inverted drawing, full intensity being 1. Sizes and
/// depths as in `multiply_ink`; `inverted` is dark where the ink is light.
[[nodiscard]] cv::Mat screen_ink(const cv::Mat& color, const cv::Mat& inverted);

}  // namespace tintflow
