#include "io/video_color.h"

extern "C" {
#include <libavutil/frame.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace tintflow {
namespace {

/// Lines from which on a video is taken as high definition (ITU-R BT.709).
constexpr int kHighDefinition = 720;

}  // namespace

VideoColor color_of(const AVFrame& frame) {
  return {frame.colorspace, frame.color_range, frame.color_primaries, frame.color_trc};
}

VideoColor ycbcr_color_of_rgb(cv::Size size) {
  return {size.height >= kHighDefinition ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG,
          AVCOL_PRI_BT709, AVCOL_TRC_BT709};
}

VideoColor ycbcr_color_of(const AVFrame& frame, cv::Size size) {
  VideoColor color = color_of(frame);
  const bool is_rgb = (av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format))->flags &
                       (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
  if (!is_rgb && color.matrix != AVCOL_SPC_RGB) {
    if (is_full_range(color, static_cast<AVPixelFormat>(frame.format))) {
      color.range = AVCOL_RANGE_JPEG;
    }
    return color;
  }
  VideoColor converted = ycbcr_color_of_rgb(size);
  if (color.primaries != AVCOL_PRI_UNSPECIFIED) converted.primaries = color.primaries;
  if (color.transfer != AVCOL_TRC_UNSPECIFIED) converted.transfer = color.transfer;
  return converted;
}

bool is_full_range(const VideoColor& color, AVPixelFormat format) {
  switch (format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P:
      return true;
    default:
      break;
  }
  const bool is_rgb = (av_pix_fmt_desc_get(format)->flags & AV_PIX_FMT_FLAG_RGB) != 0;
  return is_rgb || color.range == AVCOL_RANGE_JPEG;
}

int swscale_matrix(const VideoColor& color, cv::Size size) {
  switch (color.matrix) {
    case AVCOL_SPC_BT709:
      return SWS_CS_ITU709;
    case AVCOL_SPC_FCC:
      return SWS_CS_FCC;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
      return SWS_CS_ITU601;
    case AVCOL_SPC_SMPTE240M:
      return SWS_CS_SMPTE240M;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return SWS_CS_BT2020;
    default:
      return size.height >= kHighDefinition ? SWS_CS_ITU709 : SWS_CS_ITU601;
  }
}

}  // namespace tintflow
