#pragma once

#include "models/options.h"
#include "models/safetensors.h"

namespace tintflow {

/// A generator with freshly initialized weights: computes as fast as a trained one, and paints
/// nothing of use. Throws `std::invalid_argument` on bad options.
[[nodiscard]] TensorFile untrained_model(const GeneratorOptions& options);

}  // namespace tintflow
