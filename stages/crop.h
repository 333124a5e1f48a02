#pragma once

#include <opencv2/core.hpp>

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// Cuts a drawing (and its ground truth and hints) down before it is colored.
struct Crop {
  static constexpr const char* name = "crop";

  enum class Mode {
    none,
    /// Paper around the ink is cut off, all but a margin of a 32nd of the longer side.
    ink,
    /// To `area`.
    area,
  };
  Mode mode = Mode::none;
  cv::Rect area = {};

  /// Fails when `area` does not lie inside the picture.
  Expected<Artwork> operator()(const Artwork& artwork) const;
};

}  // namespace tintflow
