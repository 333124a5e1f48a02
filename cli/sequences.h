#pragma once

#include "cli/colorize_options.h"

namespace tintflow {

/// Replaces an input such as "frames/%04d.png", where no file has that very name, by the files of
/// that sequence, and an output of this kind by folder, name and format. Gaps in the numbers are
/// told. True where all inputs are such numbered pictures, one after the other. Throws `UsageError`
/// for an output that cannot be, `NoInputError` where no file is there.
bool expand_sequences(ColorizeOptions& options);

}  // namespace tintflow
