#pragma once

#include <opencv2/core.hpp>

extern "C" {
#include <libavutil/pixfmt.h>
}

struct AVFrame;

namespace tintflow {

/// How a video's samples stand for colors, as its stream says.
struct VideoColor {
  AVColorSpace matrix = AVCOL_SPC_UNSPECIFIED;
  AVColorRange range = AVCOL_RANGE_UNSPECIFIED;
  AVColorPrimaries primaries = AVCOL_PRI_UNSPECIFIED;
  AVColorTransferCharacteristic transfer = AVCOL_TRC_UNSPECIFIED;

  friend bool operator==(const VideoColor&, const VideoColor&) = default;
};

[[nodiscard]] VideoColor color_of(const AVFrame& frame);

/// What RGB becomes when it is stored as YCbCr: BT.709 or, below 720 lines, BT.601, of limited
/// range.
[[nodiscard]] VideoColor ycbcr_color_of_rgb(cv::Size size);

/// The colors of a video whose frames are like `frame`, but stored as YCbCr of `size` pixels: RGB
/// frames become what `ycbcr_color_of_rgb` says. What a YCbCr video does not say is left unsaid.
[[nodiscard]] VideoColor ycbcr_color_of(const AVFrame& frame, cv::Size size);

/// True where samples use the whole range of their bits.
[[nodiscard]] bool is_full_range(const VideoColor& color, AVPixelFormat format);

/// What libswscale calls the matrix, one of SWS_CS_*. Where the video does not say, players take
/// BT.709 from 720 lines on and BT.601 below, and so does this.
[[nodiscard]] int swscale_matrix(const VideoColor& color, cv::Size size);

}  // namespace tintflow
