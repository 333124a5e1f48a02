#pragma once

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// How a stored picture is turned to stand upright: 1 to 8 as EXIF 2.32, tag 0x0112, counts them;
/// 1 means that it stands upright already.
using Orientation = int;

/// Size of an upright picture whose stored size is given.
[[nodiscard]] cv::Size upright_size(cv::Size stored, Orientation orientation);

/// Turns a stored picture upright.
[[nodiscard]] Picture turn_upright(const Picture& stored, Orientation orientation);

}  // namespace tintflow
