#pragma once

#include "io/frame.h"
#include "io/result.h"
#include "io/video_pixels.h"

namespace tintflow {

/// Pixels to a frame that a video's encoder takes.
struct ToVideo {
  static constexpr const char* name = "to video";
  EncoderPixels pixels;

  /// A picture of another size is scaled, and says so.
  Expected<Encoded> operator()(const Frame& frame) const;
};

}  // namespace tintflow
