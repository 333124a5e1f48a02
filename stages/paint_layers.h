#pragma once

#include <vector>

#include "io/frame.h"

namespace tintflow {

/// Ink, color and paper as layers to paint on, topmost first. The ink is transparent where there is
/// paper and is multiplied over the color (screened, where it is light), so that the layers
/// together look like the drawing laid over the color, within one level.
///
/// `drawing` is dark on light, inverted where `has_light_ink`; its alpha bounds ink and color, and
/// there is no paper below then. `color` is CV_8UC3 of any size, scaled to the drawing's.
[[nodiscard]] std::vector<Layer> paint_layers(const cv::Mat& color, const Picture& drawing,
                                              bool has_light_ink);

}  // namespace tintflow
