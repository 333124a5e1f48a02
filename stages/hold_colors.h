#pragma once

#include <memory>

#include <opencv2/core.hpp>

#include "stages/drawing_change.h"

namespace tintflow {

/// A drawing of a film and the colors that it is shown in.
struct ShownDrawing {
  DrawingRegions regions;
  /// Light lines on a dark ground, which follow no dark ones.
  bool has_light_ink = false;
  /// CV_8UC3, as large as the drawing.
  cv::Mat color;
  /// In the shot of a frame that somebody has colored: that frame, or null.
  std::shared_ptr<const ShownDrawing> reference = nullptr;
};

/// The colors of the drawing `now`, whose `color` is the network's, so that they hold still in a
/// shot. What stands still keeps its colors to the last level. What moves takes them along, mixed
/// with the network's so that errors of the motion fade. What is new in a region gets the network's
/// colors, shifted by as much as the rest of that region differs from the network's. Behind a scene
/// cut all is the network's. What stands still is remembered as it was drawn first, so that a slow
/// fade is no standstill. In the shot of a reference, what lies in a region of it takes its
/// color, and a region that moves takes its mean color along in place of the network's.
[[nodiscard]] ShownDrawing hold_colors(const ShownDrawing& before, const ShownDrawing& now);

}  // namespace tintflow
