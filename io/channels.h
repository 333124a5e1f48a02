#pragma once

#include <opencv2/core.hpp>

#include "io/frame.h"

namespace tintflow {

/// Makes a picture of interleaved gray, gray + alpha, RGB or RGBA (1 to 4 channels of 8 or 16
/// bits). Alpha that is opaque everywhere is dropped. Three channels are shared, not copied.
[[nodiscard]] Picture picture_of_channels(const cv::Mat& interleaved);

/// The picture as interleaved RGB, or RGBA if it has alpha. Without alpha it is shared, not copied.
[[nodiscard]] cv::Mat interleaved_channels(const Picture& picture);

/// The picture at 8 bits a channel, rounded to nearest; itself if it is so already.
[[nodiscard]] Picture to_8_bit(const Picture& picture);

}  // namespace tintflow
