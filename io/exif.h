#pragma once

#include <cstdint>
#include <span>

#include <opencv2/core.hpp>

#include "io/frame.h"
#include "io/orientation.h"
#include "io/tiff_directory.h"

namespace tintflow {

/// What EXIF data, or the tags of a TIFF page, say about how to look at a picture.
struct ExifFacts {
  Orientation orientation = 1;
  /// Pixels per inch as stored, before the picture is turned upright; zero where not told.
  cv::Size2d resolution;
};

/// True for data with "Exif\0\0" before them: in a JPEG, the same marker may hold other things.
[[nodiscard]] bool is_exif(std::span<const std::uint8_t> data);

/// Reads EXIF data, with or without the "Exif\0\0" that goes before it in a JPEG. What is missing
/// or damaged keeps its default.
[[nodiscard]] ExifFacts read_exif(std::span<const std::uint8_t> exif);

/// Reads the same tags of a TIFF page.
[[nodiscard]] ExifFacts read_exif(const TiffDirectory& directory);

/// EXIF data that holds the resolution, pixels per inch, alone; without "Exif\0\0".
[[nodiscard]] Bytes exif_of_resolution(cv::Size2d resolution);

}  // namespace tintflow
