#pragma once

#include <opencv2/core.hpp>

#include "io/result.h"
#include "stages/line_scale.h"
#include "stages/sample.h"

namespace tintflow {

/// Where a picture of `source` size lies in a square: aspect kept, centered.
[[nodiscard]] Letterbox letterbox(cv::Size source, int side);

/// Fits a drawing into the square that the network sees, in sRGB; what it leaves free is paper.
struct Resize {
  static constexpr const char* name = "resize";
  /// Side of the square, pixels.
  int side = 256;
  /// Paper color around the drawing, RGB 0..255.
  cv::Scalar paper = cv::Scalar(255, 255, 255);
  /// What becomes of the lines in the square; the drawing that is kept stays as it is.
  LineScale line_scale = {};
  /// Keep the drawing at full resolution for `Restore`; training does not need it.
  bool keep_drawing = true;

  Expected<Sample> operator()(const Artwork& artwork) const;
};

}  // namespace tintflow
