#pragma once

#include <memory>

#include <opencv2/core.hpp>

#include "io/frame.h"
#include "io/orientation.h"
#include "io/result.h"
#include "io/video_color.h"

namespace tintflow {

/// A frame of a video as a picture: RGB of full range, 16 bits where the frame has more than 8,
/// by the frame's own matrix and range; turned upright. The error is a kind of pixels that
/// libswscale does not know.
[[nodiscard]] Expected<Picture> picture_of_frame(const AVFrame& frame, Orientation orientation);

/// What an encoder's frames are.
struct EncoderPixels {
  AVPixelFormat format = AV_PIX_FMT_YUV420P;
  /// By which matrix and range, where `format` is not RGB.
  VideoColor color = {};
  /// Pictures of another size are scaled to it.
  cv::Size size;
};

/// A picture as a frame that an encoder takes, at the picture's time. Opaque alpha is added or
/// alpha dropped as the format needs.
[[nodiscard]] Expected<std::shared_ptr<const AVFrame>> frame_of_picture(
    const Picture& picture, const EncoderPixels& pixels);

}  // namespace tintflow
