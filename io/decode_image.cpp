#include "io/decode_image.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "io/color_profile.h"
#include "io/ffmpeg_codec.h"
#include "io/image_info.h"
#include "io/jpeg_codec.h"
#include "io/jpeg_xl_codec.h"
#include "io/png_codec.h"
#include "io/resolution.h"
#include "io/webp_codec.h"

namespace tintflow {

Expected<void> check_limits(cv::Size size, const DecodeLimits& limits) {
  if (std::int64_t{size.width} * size.height > limits.max_pixels) {
    return tl::unexpected(fmt::format(
        "{} x {} pixels are more than the limit of {} in all: scale the picture down, or raise "
        "--max-pixels",
        size.width, size.height, limits.max_pixels));
  }
  if (std::max(size.width, size.height) > limits.max_side) {
    return tl::unexpected(fmt::format(
        "{} x {} pixels: a side is longer than the limit of {}: scale the picture down or cut it",
        size.width, size.height, limits.max_side));
  }
  return {};
}

namespace {

Expected<Picture> decode_format(std::span<const std::uint8_t> bytes, ImageFormat format,
                                std::int64_t max_pixels) {
  switch (format) {
    case ImageFormat::jpeg:
      return decode_jpeg(bytes);
    case ImageFormat::jpeg_xl:
      return decode_jpeg_xl(bytes);
    case ImageFormat::png:
      return decode_png(bytes);
    case ImageFormat::webp:
      return decode_webp(bytes);
    default:
      return decode_with_ffmpeg(bytes, format, max_pixels);
  }
}

}  // namespace

Expected<Picture> decode_image(std::span<const std::uint8_t> bytes, const DecodeLimits& limits) {
  const auto info = probe_image(bytes);
  if (!info) return tl::unexpected(info.error());
  if (const auto fit = check_limits(info->size, limits); !fit) return tl::unexpected(fit.error());
  return decode_format(bytes, info->format, limits.max_pixels).map([](const Picture& decoded) {
    Picture picture = settle_color_profile(decoded);
    if (!is_plausible(picture.metadata.resolution)) picture.metadata.resolution = {};
    return picture;
  });
}

}  // namespace tintflow
