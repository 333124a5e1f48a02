#pragma once

#include <cstdint>
#include <span>

namespace tintflow {

/// Writes all bytes to an open file or pipe; false with the cause in `errno` where that fails,
/// which may be behind the first of them.
[[nodiscard]] bool write_all(int descriptor, std::span<const std::uint8_t> bytes);

}  // namespace tintflow
