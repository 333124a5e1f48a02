#include "models/leaky_bytes.h"

#include <algorithm>

#include "io/vectorized.h"

namespace tintflow {

TINTFLOW_VECTORIZED
void leaky_relu_bytes(std::uint8_t* bytes, std::size_t count, std::uint8_t zero) {
  // A fifth of the way from `zero`; half of the divisor rounds.
  const auto rest = static_cast<std::uint16_t>(4 * zero + 2);
  for (std::size_t i = 0; i < count; ++i) {
    const auto leaked = static_cast<std::uint8_t>(static_cast<std::uint16_t>(bytes[i] + rest) / 5);
    bytes[i] = std::max(bytes[i], leaked);
  }
}

}  // namespace tintflow
