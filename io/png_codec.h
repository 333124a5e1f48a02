#pragma once

#include <cstdint>
#include <span>

#include "io/frame.h"
#include "io/image_info.h"
#include "io/result.h"

namespace tintflow {

[[nodiscard]] Expected<ImageInfo> probe_png(std::span<const std::uint8_t> bytes);

/// Decodes every color type and bit depth, interlaced or not, with its color profile as it is. A
/// wrong checksum of a chunk that holds pixels is an error; damaged metadata is not.
[[nodiscard]] Expected<Picture> decode_png(std::span<const std::uint8_t> bytes);

}  // namespace tintflow
