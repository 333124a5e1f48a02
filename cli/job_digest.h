#pragma once

#include <string>

#include "cli/colorize_options.h"
#include "io/resume.h"

namespace tintflow {

/// Tells what makes all outputs what they are, beside their drawings and hints. `picture_options`
/// is the text of `picture_options.h`. Throws what reading a model throws, and `UsageError` where a
/// reference cannot be read.
[[nodiscard]] std::string digest_of_job(const ColorizeOptions& options,
                                        const std::string& picture_options);

/// Why an output that is not finished stays as it is.
[[nodiscard]] std::string reason_to_keep(OutputState state);

}  // namespace tintflow
