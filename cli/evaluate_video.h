#pragma once

#include "cli/evaluate_options.h"

namespace tintflow {

/// Measures how the colors of a film waver, and prints it. Returns the exit status; throws as
/// commands do.
[[nodiscard]] int evaluate_video(const EvaluateOptions& options);

}  // namespace tintflow
