#pragma once

#include <torch/torch.h>

#include "models/options.h"

namespace tintflow {

/// Drawings that lead a network through the numbers that it meets in use, as it takes them, without
/// hints; the same on every machine. `side` is theirs in pixels.
[[nodiscard]] torch::Tensor calibration_drawings(const GeneratorOptions& options, int side);

}  // namespace tintflow
