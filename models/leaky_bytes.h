#pragma once

#include <cstddef>
#include <cstdint>

namespace tintflow {

/// Leaky ReLU of slope 0.2, in place, of bytes of which `zero` stands for 0. Rounded to the
/// nearest.
void leaky_relu_bytes(std::uint8_t* bytes, std::size_t count, std::uint8_t zero);

}  // namespace tintflow
