#pragma once

#include <concepts>
#include <cstdint>
#include <span>

#include "io/frame.h"

namespace tintflow {

/// Appends an integer, its lowest byte first.
template <std::unsigned_integral Integer>
void append_little_endian(Bytes& bytes, Integer value) {
  for (std::size_t i = 0; i < sizeof(Integer); ++i) {
    bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
}

/// The integer that begins `bytes`, which are as many or more.
template <std::unsigned_integral Integer>
[[nodiscard]] Integer little_endian(std::span<const std::uint8_t> bytes) {
  Integer value = 0;
  for (std::size_t i = sizeof(Integer); i > 0; --i) {
    value = static_cast<Integer>(value << 8U | bytes[i - 1]);
  }
  return value;
}

}  // namespace tintflow
