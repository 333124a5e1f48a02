#pragma once

#include <opencv2/core.hpp>

extern "C" {
#include <libavutil/pixfmt.h>
#include <libavutil/rational.h>
}

namespace tintflow {

/// What frames are that come one after the other without a header, so that only who sends them
/// knows.
struct RawVideo {
  /// Width and height, pixels.
  cv::Size size;
  AVPixelFormat format = AV_PIX_FMT_NONE;
  /// Frames in a second.
  AVRational rate{24, 1};
};

}  // namespace tintflow
