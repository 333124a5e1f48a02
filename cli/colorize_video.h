#pragma once

#include "cli/video_job.h"

namespace tintflow {

/// Colors one video frame by frame. `picture_options` is the text of `picture_options.h`; `start`:
/// what was read from standard input already. Returns the exit status; throws as commands do.
[[nodiscard]] int colorize_video(const ColorizeOptions& options, const std::string& picture_options,
                                 Bytes start);

}  // namespace tintflow
