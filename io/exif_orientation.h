#pragma once

#include <cstdint>
#include <span>

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// How a stored picture is turned to stand upright: 1 to 8 as EXIF 2.32, tag 0x0112, counts them;
/// 1 means that it stands upright already.
using Orientation = int;

/// Reads the orientation from EXIF data, which is a TIFF structure, with or without the "Exif\0\0"
/// that goes before it in a JPEG. 1 where there is none or the data is damaged.
[[nodiscard]] Orientation exif_orientation(std::span<const std::uint8_t> tiff);

/// Size of an upright picture whose stored size is given.
[[nodiscard]] cv::Size upright_size(cv::Size stored, Orientation orientation);

/// Turns a stored picture upright.
[[nodiscard]] Picture turn_upright(const Picture& stored, Orientation orientation);

}  // namespace tintflow
