#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace tintflow {

/// One row of pictures in a panel, side by side: input, ground truth and prediction in training;
/// drawing and colored drawing on a contact sheet. CV_8UC3 RGB of any size.
using PanelRow = std::vector<cv::Mat>;

/// Draws the rows as a table of squares of `cell` pixels on a light ground, every picture centered
/// in its square with its aspect kept; `columns` rows stand side by side before the next line
/// begins.
[[nodiscard]] cv::Mat draw_panel(const std::vector<PanelRow>& rows, int cell, int columns = 1);

}  // namespace tintflow
