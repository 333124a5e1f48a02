#pragma once

#include <cstdint>
#include <span>

namespace tintflow {

/// The safetensors file `models/weights/default.safetensors`, as embedded when the program was
/// built; empty if there was none.
[[nodiscard]] std::span<const std::uint8_t> default_model_bytes();

}  // namespace tintflow
