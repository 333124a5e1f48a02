#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include <opencv2/core.hpp>

namespace tintflow {

/// The samples of a PNG of 8 bits a channel, 1 to 4 channels, that is not interlaced, as they are
/// stored. `size` and `channels` are those of its header. Nothing where the file is not sound from
/// the first chunk of pixels to the end mark, which takes a decoder that can say why.
///
/// The rows do not follow one another without gaps (cv::Mat::isContinuous).
[[nodiscard]] std::optional<cv::Mat> read_png_pixels(std::span<const std::uint8_t> png,
                                                     cv::Size size, int channels);

}  // namespace tintflow
