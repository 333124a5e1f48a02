#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

// Which pixels of a drawing say something about color, and how much of it there is. Pictures are
// CV_8UC3 sRGB, masks CV_8UC1 with 255 where they hold.

/// Where a picture is paper: no channel below 250 of 255.
[[nodiscard]] cv::Mat paper_mask(const cv::Mat& picture);

/// Where a drawing has no ink (`between_lines`) and the truth is not paper: all that is to be
/// painted. Lines that both share and paper that both leave white would flatter every answer.
[[nodiscard]] cv::Mat painted_mask(const cv::Mat& drawing, const cv::Mat& truth);

/// Where the truth is paper, the drawing has no ink, and something that is not paper is at most
/// `reach` pixels away: where color that crosses a line lands.
[[nodiscard]] cv::Mat paper_beside_mask(const cv::Mat& drawing, const cv::Mat& truth, int reach);

/// Colorfulness as Hasler and Suesstrunk, "Measuring Colorfulness in Natural Images", 2003, fitted
/// it: 0 for grays, about 15 for slightly and 82 for extremely colorful pictures.
[[nodiscard]] double colorfulness(const cv::Mat& picture);

}  // namespace tintflow
