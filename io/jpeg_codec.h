#pragma once

#include <cstdint>
#include <span>

#include "io/frame.h"
#include "io/image_info.h"
#include "io/result.h"

namespace tintflow {

[[nodiscard]] Expected<ImageInfo> probe_jpeg(std::span<const std::uint8_t> bytes);

/// Decodes gray, YCbCr, RGB, CMYK and YCCK, baseline and progressive. CMYK becomes sRGB; of the
/// others, the color profile is given as it is. What libjpeg only warns about and then paints gray,
/// such as a premature end, is an error.
[[nodiscard]] Expected<Picture> decode_jpeg(std::span<const std::uint8_t> bytes);

/// Encodes 8-bit RGB; a picture with alpha is an error. Color has full resolution (4:4:4) from
/// quality 90 up, half of it in both directions (4:2:0) below. Profile and density are written.
[[nodiscard]] Expected<Bytes> encode_jpeg(const Picture& picture, int quality);

}  // namespace tintflow
