#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace tintflow {

/// Base64 with padding (RFC 4648), as data URIs hold it.
[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);

}  // namespace tintflow
