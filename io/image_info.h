#pragma once

#include <cstdint>
#include <span>

#include <opencv2/core.hpp>

#include "io/image_format.h"
#include "io/result.h"

namespace tintflow {

/// What a picture's header says.
struct ImageInfo {
  ImageFormat format = ImageFormat::png;
  /// Width and height of the upright picture (EXIF orientation applied), pixels.
  cv::Size size;
  /// Bits of a channel once decoded: 8 or 16.
  int bit_depth = 8;
};

/// Reads the header alone: no pixel is decoded and no memory for pixels is taken.
[[nodiscard]] Expected<ImageInfo> probe_image(std::span<const std::uint8_t> bytes);

}  // namespace tintflow
