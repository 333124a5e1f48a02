#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "io/orientation.h"
#include "io/video_color.h"

extern "C" {
#include <libavutil/rational.h>
}

struct AVFormatContext;
struct AVStream;

namespace tintflow {

/// What a video is, as its container and its first frame say.
struct VideoInfo {
  /// FFmpeg's names.
  std::string container;
  std::string codec;
  /// As stored, pixels.
  cv::Size stored_size;
  Orientation orientation = 1;
  AVPixelFormat pixel_format = AV_PIX_FMT_NONE;
  /// As to be stored as YCbCr.
  VideoColor color;
  /// Width of a pixel by its height, upright; 0/1 where the video does not say.
  AVRational sample_aspect{0, 1};
  /// Seconds of a tick.
  AVRational time_base{1, 1};
  /// Frames a second in the mean; 0/1 where the video does not say.
  AVRational frame_rate{0, 1};
  /// By the container; nothing where it does not say.
  std::optional<double> seconds;
  std::optional<std::uint64_t> frames;
  /// What of it is not taken over.
  std::vector<std::string> notices;

  /// Upright, pixels.
  [[nodiscard]] cv::Size size() const { return upright_size(stored_size, orientation); }
  [[nodiscard]] bool has_alpha() const;
  /// Bits of a channel.
  [[nodiscard]] int depth() const;
};

[[nodiscard]] VideoInfo describe_video(const AVFormatContext& file, const AVStream& stream,
                                       const AVFrame& first);

/// "0:02.5", "1:00:00.0": hours where there are any, minutes, seconds.
[[nodiscard]] std::string film_time(double seconds);

}  // namespace tintflow
