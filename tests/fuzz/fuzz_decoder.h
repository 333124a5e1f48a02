#pragma once

#include <cstdint>
#include <cstdlib>
#include <span>

#include "io/decode_image.h"
#include "io/image_format.h"

namespace tintflow {

/// Decodes as the program does, and ends the process where a picture is not what was promised.
/// Smaller limits than the program's, so that the time goes into headers rather than into pixels.
inline void fuzz_decoder(std::span<const std::uint8_t> bytes) {
  constexpr DecodeLimits limits{.max_pixels = 1 << 18, .max_side = 1 << 14};
  const auto picture = decode_image(bytes, limits);
  if (!picture) {
    if (picture.error().empty()) std::abort();
    return;
  }
  const cv::Mat& pixels = picture->pixels;
  const cv::Mat& alpha = picture->alpha;
  const bool is_rgb = pixels.type() == CV_8UC3 || pixels.type() == CV_16UC3;
  const bool is_in_limits = !pixels.empty() &&
                            std::int64_t{pixels.cols} * pixels.rows <= limits.max_pixels &&
                            pixels.cols <= limits.max_side && pixels.rows <= limits.max_side;
  const bool alpha_fits =
      alpha.empty() ||
      (alpha.size() == pixels.size() && alpha.channels() == 1 && alpha.depth() == pixels.depth());
  if (!is_rgb || !is_in_limits || !alpha_fits) std::abort();
}

}  // namespace tintflow
