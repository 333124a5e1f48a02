#pragma once

#include "cli/video_job.h"

namespace tintflow {

/// Colors one video frame by frame. `picture_options` is the text of `picture_options.h`; `start`:
/// what was read from standard input already. Returns the exit status; throws as commands do.
[[nodiscard]] int colorize_video(const ColorizeOptions& options, const std::string& picture_options,
                                 Bytes start);

/// Throws `UsageError` where something else is in the output's place.
void check_video_output(const ColorizeOptions& options, const std::string& picture_options);

}  // namespace tintflow
