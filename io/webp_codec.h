#pragma once

#include <cstdint>
#include <span>

#include "io/frame.h"
#include "io/image_info.h"
#include "io/result.h"

namespace tintflow {

[[nodiscard]] Expected<ImageInfo> probe_webp(std::span<const std::uint8_t> bytes);

/// Decodes lossy and lossless pictures with or without alpha, and the first frame of an animation;
/// the color profile as it is.
[[nodiscard]] Expected<Picture> decode_webp(std::span<const std::uint8_t> bytes);

/// Encodes 8-bit RGB or RGBA lossily (alpha losslessly), with color profile and resolution.
[[nodiscard]] Expected<Bytes> encode_webp(const Picture& picture, int quality);

}  // namespace tintflow
