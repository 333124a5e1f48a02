#pragma once

#include <concepts>

#include "io/frame.h"

namespace tintflow {

/// Appends an integer, its lowest byte first.
template <std::unsigned_integral Integer>
void append_little_endian(Bytes& bytes, Integer value) {
  for (std::size_t i = 0; i < sizeof(Integer); ++i) {
    bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
}

}  // namespace tintflow
