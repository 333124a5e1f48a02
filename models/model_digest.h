#pragma once

#include <string>

#include "models/safetensors.h"

namespace tintflow {

/// Fingerprint of a model's tensors and metadata, whatever its file's name: 32 hexadecimal digits.
[[nodiscard]] std::string model_digest(const TensorFile& model);

}  // namespace tintflow
