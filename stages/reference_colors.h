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

}  // namespace tintflow
