#pragma once

#include <optional>
#include <string>

#include <boost/program_options.hpp>

#include "io/raw_video.h"
#include "io/video_target.h"

namespace tintflow {

/// How `colorize` stores videos, as given.
struct VideoOptions {
  std::string codec = "auto";
  std::string crf = "auto";
  std::string pixel_format = "auto";
  std::string fps;
  /// WxH:FORMAT of frames without a header on standard input; empty for a video with one.
  std::string raw_input;
  bool raw_output = false;

  friend bool operator==(const VideoOptions&, const VideoOptions&) = default;
};

/// The options, bound to `values`, which must outlive the parsing.
[[nodiscard]] boost::program_options::options_description describe(VideoOptions& values);

/// What they ask for in a container. Throws `UsageError`.
[[nodiscard]] VideoWish video_wish(const VideoOptions& options, VideoContainer container);

/// What frames --raw-input says to come, nothing where it is not given. Throws `UsageError`.
[[nodiscard]] std::optional<RawVideo> raw_video(const VideoOptions& options);

/// True where an option says how a video shall be stored, which pictures do not need.
[[nodiscard]] bool tells_how_to_store(const VideoOptions& options);

/// Pictures in a second by --fps, 24 where it is not given. Throws `UsageError`.
[[nodiscard]] AVRational frame_rate(const VideoOptions& options);

}  // namespace tintflow
