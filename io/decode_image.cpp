#include "io/decode_image.h"

#include <fmt/format.h>

#include "io/ffmpeg_codec.h"
#include "io/image_info.h"
#include "io/jpeg_codec.h"
#include "io/png_codec.h"
#include "io/webp_codec.h"

namespace tintflow {

Expected<Picture> decode_image(std::span<const std::uint8_t> bytes, const DecodeLimits& limits) {
  const auto info = probe_image(bytes);
  if (!info) return tl::unexpected(info.error());

  const std::int64_t pixels = std::int64_t{info->size.width} * info->size.height;
  if (pixels > limits.max_pixels) {
    return tl::unexpected(fmt::format(
        "{} x {} pixels are more than the limit of {} in all: scale the picture down, or raise "
        "--max-pixels",
        info->size.width, info->size.height, limits.max_pixels));
  }
  switch (info->format) {
    case ImageFormat::jpeg:
      return decode_jpeg(bytes);
    case ImageFormat::png:
      return decode_png(bytes);
    case ImageFormat::webp:
      return decode_webp(bytes);
    default:
      return decode_with_ffmpeg(bytes, info->format);
  }
}

}  // namespace tintflow
