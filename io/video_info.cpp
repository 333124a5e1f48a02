#include "io/video_info.h"

#include <cmath>

#include <fmt/format.h>

#include "io/demuxer.h"
#include "io/ffmpeg_handles.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace tintflow {
namespace {

/// Nothing where the container says none or what cannot be.
std::optional<double> duration_of(const AVFormatContext& file, const AVStream& stream) {
  if (stream.duration > 0) return stream.duration * av_q2d(stream.time_base);
  if (file.duration > 0) return static_cast<double>(file.duration) / AV_TIME_BASE;
  return std::nullopt;
}

}  // namespace

bool VideoInfo::has_alpha() const {
  return (av_pix_fmt_desc_get(pixel_format)->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
}

int VideoInfo::depth() const { return av_pix_fmt_desc_get(pixel_format)->comp[0].depth; }

VideoInfo describe_video(const AVFormatContext& file, const AVStream& stream,
                         const AVFrame& first) {
  VideoInfo info;
  info.container = file.iformat->name;
  info.codec = avcodec_get_name(stream.codecpar->codec_id);
  info.stored_size = {first.width, first.height};
  const auto orientation = orientation_of(stream);
  if (!orientation) info.notices.emplace_back("is turned by an odd angle, which is left out");
  info.orientation = orientation.value_or(1);
  info.pixel_format = static_cast<AVPixelFormat>(first.format);
  info.color = ycbcr_color_of(first, info.size());
  info.sample_aspect = first.sample_aspect_ratio;
  if (info.sample_aspect.num <= 0) info.sample_aspect = stream.sample_aspect_ratio;
  if (info.sample_aspect.num <= 0 || info.sample_aspect.den <= 0) info.sample_aspect = {0, 1};
  if (info.orientation >= 5 && info.sample_aspect.num > 0) {
    info.sample_aspect = av_inv_q(info.sample_aspect);
  }
  info.time_base = stream.time_base;
  info.frame_rate = stream.avg_frame_rate.num > 0 ? stream.avg_frame_rate : stream.r_frame_rate;
  if (info.frame_rate.num <= 0 || info.frame_rate.den <= 0) info.frame_rate = {0, 1};
  info.seconds = duration_of(file, stream);
  if (stream.nb_frames > 0) {
    info.frames = static_cast<std::uint64_t>(stream.nb_frames);
  } else if (info.seconds && info.frame_rate.num > 0) {
    info.frames = static_cast<std::uint64_t>(std::llround(*info.seconds * av_q2d(info.frame_rate)));
  }
  return info;
}

std::string film_time(double seconds) {
  const auto tenths = std::llround(std::abs(seconds) * 10);
  const auto hours = tenths / 36000, minutes = tenths / 600 % 60, rest = tenths % 600;
  const char* sign = seconds < 0 && tenths > 0 ? "-" : "";
  if (hours > 0) {
    return fmt::format("{}{}:{:02}:{:02}.{}", sign, hours, minutes, rest / 10, rest % 10);
  }
  return fmt::format("{}{}:{:02}.{}", sign, minutes, rest / 10, rest % 10);
}

}  // namespace tintflow
