#pragma once

#include <cstdint>
#include <span>

#include "io/frame.h"
#include "io/image_info.h"
#include "io/result.h"

namespace tintflow {

[[nodiscard]] Expected<ImageInfo> probe_jpeg_xl(std::span<const std::uint8_t> bytes);

/// Decodes gray and RGB with or without alpha, and the first frame of an animation. More than 8
/// bits become 16. What is not sRGB has the color profile of the decoded pixels.
[[nodiscard]] Expected<Picture> decode_jpeg_xl(std::span<const std::uint8_t> bytes);

}  // namespace tintflow
