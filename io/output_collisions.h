#pragma once

#include "io/output_plan.h"

namespace tintflow {

/// Finds an output that two inputs have in common, or that is an input; the error names the files.
/// Sees through links. Takes 16 bytes for each input and each output, and asks the file system once
/// a folder and once a linked file.
[[nodiscard]] Expected<void> check_collisions(const OutputPlan& plan);

}  // namespace tintflow
