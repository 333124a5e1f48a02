#pragma once

#include "cli/video_job.h"

namespace tintflow {

/// Colors one video frame by frame. `start`: what was read from standard input already. Returns the
/// exit status; throws as commands do.
[[nodiscard]] int colorize_video(const ColorizeOptions& options, Bytes start);

}  // namespace tintflow
