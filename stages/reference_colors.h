#pragma once

#include <opencv2/core.hpp>

#include "io/frame.h"
#include "io/result.h"
#include "stages/drawing_change.h"
#include "stages/sample.h"

namespace tintflow {

/// The colors of a frame that somebody has colored, lines and all, for `sample`, the drawing of
/// that frame, in the network's square: CV_8UC3, without the lines. Fails where the frame has
/// another shape than the drawing.
[[nodiscard]] Expected<cv::Mat> reference_colors(const Picture& reference, const Sample& sample,
                                                 const DrawingRegions& regions);

/// Gives what lies on and beside ink (label 0) the color of the nearest pixel of a region. `color`
/// is CV_8UC3, `labels` as `DrawingRegions` has them.
[[nodiscard]] cv::Mat fill_beside_lines(const cv::Mat& color, const cv::Mat& labels);

}  // namespace tintflow
