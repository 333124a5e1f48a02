#include "io/video_pixels.h"

#include <algorithm>
#include <new>
#include <string>

#include <fmt/format.h>

#include "io/channels.h"
#include "io/ffmpeg_error.h"
#include "io/ffmpeg_handles.h"
#include "io/ffmpeg_log.h"

extern "C" {
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

namespace tintflow {
namespace {

struct Layout {
  AVPixelFormat format;
  int cv_type;
};

/// Interleaved pixels that keep all bits and alpha of `format`.
Layout interleaved_layout(AVPixelFormat format) {
  const AVPixFmtDescriptor* description = av_pix_fmt_desc_get(format);
  const bool deep = description->comp[0].depth > 8;
  const bool alpha = (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  if (alpha) return deep ? Layout{AV_PIX_FMT_RGBA64, CV_16UC4} : Layout{AV_PIX_FMT_RGBA, CV_8UC4};
  return deep ? Layout{AV_PIX_FMT_RGB48, CV_16UC3} : Layout{AV_PIX_FMT_RGB24, CV_8UC3};
}

/// Full level of 16 bits, and the one that libswscale gives and takes for white of YCbCr.
constexpr double kWhite = 65535, kSwscaleWhite = 255 * 256;

bool scales_deep_white(int cv_type, AVPixelFormat video) {
  return CV_MAT_DEPTH(cv_type) == CV_16U &&
         (av_pix_fmt_desc_get(video)->flags & AV_PIX_FMT_FLAG_RGB) == 0;
}

/// A frame with FFmpeg's own padding, behind a row of which swscale may write.
FramePtr allocate_frame(cv::Size size, AVPixelFormat format) {
  auto frame = checked(FramePtr(av_frame_alloc()));
  frame->width = size.width;
  frame->height = size.height;
  frame->format = format;
  if (av_frame_get_buffer(frame.get(), 0) < 0) throw std::bad_alloc();
  return frame;
}

/// How one side of a conversion stores colors.
struct Side {
  const AVFrame& frame;
  int matrix;
  bool full_range;
};

/// Null where libswscale does not know one of the formats.
SwsContextPtr make_scaler(const AVFrame& from, const AVFrame& to) {
  auto scaler = checked(SwsContextPtr(sws_alloc_context()));
  const bool same_size = from.width == to.width && from.height == to.height;
  // Where only chroma is scaled, bilinear is as good and takes half of the time.
  const int filter = same_size ? SWS_BILINEAR : SWS_BICUBIC;
  av_opt_set_int(scaler.get(), "srcw", from.width, 0);
  av_opt_set_int(scaler.get(), "srch", from.height, 0);
  av_opt_set_int(scaler.get(), "src_format", from.format, 0);
  av_opt_set_int(scaler.get(), "dstw", to.width, 0);
  av_opt_set_int(scaler.get(), "dsth", to.height, 0);
  av_opt_set_int(scaler.get(), "dst_format", to.format, 0);
  av_opt_set_int(scaler.get(), "sws_flags",
                 filter | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP, 0);
  // For the 256 colors of GIF: error diffusion leaves yellow edges at ink, and flickers.
  if (to.format == AV_PIX_FMT_RGB8) av_opt_set(scaler.get(), "sws_dither", "a_dither", 0);
  if (sws_init_context(scaler.get(), nullptr, nullptr) < 0) return nullptr;
  return scaler;
}

Expected<void> convert(const Side& from, const Side& to) {
  const FfmpegLog quiet;
  const auto from_format = static_cast<AVPixelFormat>(from.frame.format);
  const auto to_format = static_cast<AVPixelFormat>(to.frame.format);
  const SwsContextPtr scaler = make_scaler(from.frame, to.frame);
  if (!scaler) {
    return tl::unexpected(fmt::format("pixels of the kind {} cannot be converted to {}",
                                      av_get_pix_fmt_name(from_format),
                                      av_get_pix_fmt_name(to_format)));
  }
  const int one = 1 << 16;
  sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(from.matrix),
                           static_cast<int>(from.full_range), sws_getCoefficients(to.matrix),
                           static_cast<int>(to.full_range), 0, one, one);
  const int rows = sws_scale(scaler.get(), from.frame.data, from.frame.linesize, 0,
                             from.frame.height, to.frame.data, to.frame.linesize);
  if (rows != to.frame.height) return tl::unexpected(std::string("pixels cannot be converted"));
  return {};
}

/// Pixels of 3 bits of red, 3 of green and 2 of blue as indices of these colors. FFmpeg's own
/// palette for them has a bluish white.
FramePtr with_palette(const AVFrame& rgb8) {
  FramePtr frame = allocate_frame({rgb8.width, rgb8.height}, AV_PIX_FMT_PAL8);
  for (int y = 0; y < rgb8.height; ++y) {
    std::copy_n(rgb8.data[0] + y * rgb8.linesize[0], rgb8.width,
                frame->data[0] + y * frame->linesize[0]);
  }
  auto* palette = reinterpret_cast<std::uint32_t*>(frame->data[1]);
  for (std::uint32_t i = 0; i < 256; ++i) {
    const std::uint32_t red = (i >> 5) * 255 / 7, green = (i >> 2 & 7) * 255 / 7,
                        blue = (i & 3) * 255 / 3;
    palette[i] = 0xFF000000U | red << 16 | green << 8 | blue;
  }
  return frame;
}

}  // namespace

Expected<Picture> picture_of_frame(const AVFrame& frame, Orientation orientation) {
  const auto format = static_cast<AVPixelFormat>(frame.format);
  const Layout layout = interleaved_layout(format);
  const FramePtr target = allocate_frame({frame.width, frame.height}, layout.format);
  const VideoColor color = color_of(frame);
  const int matrix = swscale_matrix(color, {frame.width, frame.height});
  const auto converted =
      convert({frame, matrix, is_full_range(color, format)}, {*target, matrix, true});
  if (!converted) return tl::unexpected(converted.error());
  cv::Mat pixels(target->height, target->width, layout.cv_type, target->data[0],
                 static_cast<std::size_t>(target->linesize[0]));
  if (scales_deep_white(layout.cv_type, format))
    pixels.convertTo(pixels, -1, kWhite / kSwscaleWhite);
  Picture picture = picture_of_channels(pixels.channels() == 3 ? pixels.clone() : pixels);
  picture.metadata.time = FrameTime{frame.best_effort_timestamp, frame.pkt_duration};
  return turn_upright(picture, orientation);
}

Expected<std::shared_ptr<const AVFrame>> frame_of_picture(const Picture& picture,
                                                          const EncoderPixels& encoder) {
  const bool keeps_alpha =
      (av_pix_fmt_desc_get(encoder.format)->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  cv::Mat pixels =
      keeps_alpha && !picture.alpha.empty() ? interleaved_channels(picture) : picture.pixels;
  const bool deep = pixels.depth() == CV_16U;
  if (scales_deep_white(pixels.type(), encoder.format)) {
    cv::Mat scaled;
    pixels.convertTo(scaled, -1, kSwscaleWhite / kWhite);
    pixels = scaled;
  }
  const auto source = checked(FramePtr(av_frame_alloc()));
  source->width = pixels.cols;
  source->height = pixels.rows;
  if (pixels.channels() == 4) {
    source->format = deep ? AV_PIX_FMT_RGBA64 : AV_PIX_FMT_RGBA;
  } else {
    source->format = deep ? AV_PIX_FMT_RGB48 : AV_PIX_FMT_RGB24;
  }
  source->data[0] = pixels.data;
  source->linesize[0] = static_cast<int>(pixels.step);

  const bool has_palette = encoder.format == AV_PIX_FMT_PAL8;
  FramePtr target = allocate_frame(encoder.size, has_palette ? AV_PIX_FMT_RGB8 : encoder.format);
  const int matrix = swscale_matrix(encoder.color, encoder.size);
  const auto converted = convert({*source, matrix, true},
                                 {*target, matrix, is_full_range(encoder.color, encoder.format)});
  if (!converted) return tl::unexpected(converted.error());
  if (has_palette) target = with_palette(*target);
  const FrameTime time = picture.metadata.time.value_or(FrameTime{});
  target->pts = time.start;
  target->pkt_duration = time.duration;
  target->colorspace = encoder.color.matrix;
  target->color_range = encoder.color.range;
  target->color_primaries = encoder.color.primaries;
  target->color_trc = encoder.color.transfer;
  return std::shared_ptr<const AVFrame>(std::move(target));
}

}  // namespace tintflow
