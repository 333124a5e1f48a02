#pragma once

#include <cstdint>
#include <span>

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

struct DecodeLimits {
  /// Largest width x height that is decoded; what is larger fails before memory is taken for it.
  std::int64_t max_pixels = 100'000'000;
};

/// Decodes a picture of any readable format, which its content tells. EXIF orientation is applied;
/// 16-bit pictures stay so; gray and palette become RGB; animations give their first frame. Damaged
/// or incomplete data is an error. Thread-safe.
[[nodiscard]] Expected<Picture> decode_image(std::span<const std::uint8_t> bytes,
                                             const DecodeLimits& limits = {});

}  // namespace tintflow
