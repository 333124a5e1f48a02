#pragma once

#include "cli/colorize_options.h"

namespace tintflow {

/// Replaces an input such as "frames/%04d.png", where no file has that very name, by the files of
/// that sequence, and an output of this kind by folder, name and format. Gaps in the numbers are
/// told. Throws `UsageError` for an output that cannot be, `NoInputError` where no file is there.
void expand_sequences(ColorizeOptions& options);

}  // namespace tintflow
