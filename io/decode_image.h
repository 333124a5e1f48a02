#pragma once

#include <cstdint>
#include <span>

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// What is larger fails by its header, before memory is taken for its pixels.
struct DecodeLimits {
  /// Largest width x height.
  std::int64_t max_pixels = 100'000'000;
  /// Largest width or height: the most that JPEG, GIF and TGA can say, and more than strips of
  /// comics have.
  int max_side = 65'535;
};

/// The error says why a picture of that size is not decoded.
[[nodiscard]] Expected<void> check_limits(cv::Size size, const DecodeLimits& limits);

/// Decodes a picture of any readable format, which its content tells. EXIF orientation is applied;
/// 16-bit pictures stay so; gray and palette become RGB; animations give their first frame and
/// files of several pages their first page, with a notice. The color profile is settled
/// (io/color_profile.h). Damaged or incomplete data is an error. Thread-safe.
[[nodiscard]] Expected<Picture> decode_image(std::span<const std::uint8_t> bytes,
                                             const DecodeLimits& limits = {});

}  // namespace tintflow
