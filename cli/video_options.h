#pragma once

#include <string>

#include <boost/program_options.hpp>

#include "io/video_target.h"

namespace tintflow {

/// How `colorize` stores videos, as given.
struct VideoOptions {
  std::string codec = "auto";
  std::string crf = "auto";
  std::string pixel_format = "auto";
  std::string fps;

  friend bool operator==(const VideoOptions&, const VideoOptions&) = default;
};

/// The options, bound to `values`, which must outlive the parsing.
[[nodiscard]] boost::program_options::options_description describe(VideoOptions& values);

/// What they ask for in a container. Throws `UsageError`.
[[nodiscard]] VideoWish video_wish(const VideoOptions& options, VideoContainer container);

/// Pictures in a second by --fps, 24 where it is not given. Throws `UsageError`.
[[nodiscard]] AVRational frame_rate(const VideoOptions& options);

}  // namespace tintflow
