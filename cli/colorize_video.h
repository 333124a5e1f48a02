#pragma once

#include "cli/video_job.h"

namespace tintflow {

/// Colors one video frame by frame. `digest` is that of `digest_of_job`, empty for a dry run;
/// `start`: what was read from standard input already. Returns the exit status; throws as commands
/// do.
[[nodiscard]] int colorize_video(const ColorizeOptions& options, const std::string& digest,
                                 Bytes start);

/// Throws `UsageError` where something else is in the output's place.
void check_video_output(const ColorizeOptions& options, const std::string& digest);

}  // namespace tintflow
