#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// What the bare paper of a photographed or scanned drawing looks like.
struct PaperEstimate {
  /// The paper without its drawing: CV_32FC3 RGB, full intensity 1, longer side at most 512 pixels.
  cv::Mat color;
  /// Part of the picture that is bare paper, 0..1.
  double share = 0;
  /// Standard deviation of single pixels of bare paper, relative to its color.
  double noise = 0;
};

/// Estimates the paper from what is brighter than its surroundings and joined to it by soft
/// gradients: those are shadows and vignettes, while sharp edges bound what was drawn, however
/// large. `pixels` is RGB, CV_8UC3 or CV_16UC3.
[[nodiscard]] PaperEstimate estimate_paper(const cv::Mat& pixels);

/// True when a quarter of the picture is white, as in every drawing that was made on a computer or
/// has been cleaned. Looks at a few thousand pixels.
[[nodiscard]] bool has_white_paper(const cv::Mat& pixels);

/// True when the picture is mostly photographed or scanned paper that is gray or unevenly lit.
/// Even paper that is colored, and pixels without a camera's noise, are taken for the artist's
/// choice.
[[nodiscard]] bool is_gray_or_uneven(const PaperEstimate& paper);

}  // namespace tintflow
