#pragma once

#include <optional>
#include <string_view>

#include <opencv2/core.hpp>
#include <spng.h>

#include "io/frame.h"

namespace tintflow {

struct PngOptions {
  std::uint8_t bit_depth = 8;
  std::uint8_t color_type = SPNG_COLOR_TYPE_TRUECOLOR;
  bool interlaced = false;
  std::optional<spng_plte> palette = {};
  std::optional<spng_trns> transparent = {};
  Bytes exif = {};
};

/// Writes a PNG of the given samples, packed as the format packs them and without conversion.
Bytes png_of(cv::Size size, const Bytes& samples, PngOptions options);

/// A chunk with its length and checksum.
Bytes png_chunk(std::string_view type, const Bytes& content);

/// Puts a chunk before the first one of type `before`.
Bytes with_chunk(const Bytes& png, const Bytes& chunk, std::string_view before = "IDAT");

/// Content packed by zlib.
Bytes deflated(const Bytes& content);

/// So many zeros packed by zlib; the checksum at the end is missing.
Bytes deflated_zeros(std::size_t mebibytes);

}  // namespace tintflow
