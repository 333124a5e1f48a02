#pragma once

#include <string>

namespace tintflow {

/// What an FFmpeg error code means, in words.
[[nodiscard]] std::string ffmpeg_error(int code);

}  // namespace tintflow
