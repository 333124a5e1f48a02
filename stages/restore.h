#pragma once

#include <opencv2/core.hpp>

#include "io/frame.h"
#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// Brings the generator's colors back to the drawing's own size and lines.
struct Restore {
  static constexpr const char* name = "restore";

  enum class Lines {
    /// The drawing itself multiplied over the colors, so that lines stay as sharp as they were
    /// drawn.
    keep,
    /// The generator's picture as it is, scaled.
    model,
  };
  Lines lines = Lines::keep;

  enum class Size {
    /// The drawing's.
    source,
    /// The part of the generator's square that the drawing covers.
    model,
    /// `size`, whatever the drawing's aspect.
    fixed,
  };
  Size output = Size::source;
  cv::Size size = {};

  /// One color for each region that lines enclose (`flat_fill`) instead of the network's shades;
  /// only where lines are kept.
  bool flat = false;

  /// Also give the layers that the picture is made of; only where lines are kept.
  bool with_layers = false;

  Expected<Frame> operator()(const Colored& colored) const;
};

}  // namespace tintflow
