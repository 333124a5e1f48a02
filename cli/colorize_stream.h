#pragma once

#include "cli/colorize_options.h"
#include "io/frame.h"

namespace tintflow {

/// True where the command line names standard input or standard output as `-`.
[[nodiscard]] bool uses_standard_streams(const ColorizeOptions& options);

/// Colors one picture from standard input, or to standard output, or both; nothing is remembered of
/// it. `start`: what was read from standard input already. Returns the exit status; throws as
/// commands do.
[[nodiscard]] int colorize_stream(const ColorizeOptions& options, Bytes start);

}  // namespace tintflow
