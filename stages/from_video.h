#pragma once

#include "io/frame.h"
#include "io/result.h"
#include "io/video_pixels.h"

namespace tintflow {

/// A video's frame, as its decoder gave it, to pixels.
struct FromVideo {
  static constexpr const char* name = "from video";
  Orientation orientation = 1;

  Expected<Frame> operator()(const Encoded& encoded) const;
};

}  // namespace tintflow
