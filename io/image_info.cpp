#include "io/image_info.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "io/ffmpeg_codec.h"
#include "io/jpeg_codec.h"
#include "io/jpeg_xl_codec.h"
#include "io/png_codec.h"
#include "io/webp_codec.h"

namespace tintflow {
namespace {

using namespace std::string_view_literals;

/// Says what the content is instead of a readable picture, where that is easily seen.
std::string unreadable_reason(std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return "the file is empty";
  const std::string_view start(reinterpret_cast<const char*>(bytes.data()),
                               std::min<std::size_t>(bytes.size(), 512));
  if (start.find("<svg") != std::string_view::npos) {
    return "SVG is a vector format: export the drawing as PNG first";
  }
  if (start.starts_with("%PDF")) return "PDF is not a picture: export its pages as PNG first";
  if (start.starts_with("II+") || start.starts_with("MM\0+"sv)) {
    return "BigTIFF is not read here: export the picture as PNG or plain TIFF";
  }
  if (start.substr(0, 8).find("PNG") != std::string_view::npos) {
    return "damaged PNG (its signature was changed, as by a transfer in text mode): copy the file "
           "again";
  }
  if (start.size() > 12 && start.substr(4, 4) == "ftyp") {
    return "this is a video or a HEIF/AVIF picture, which is not read here: convert it to PNG "
           "first";
  }
  return "not a picture in a known format (JPEG, PNG, WebP, BMP, GIF, TIFF, TGA, PNM, JPEG 2000, "
         "JPEG XL, PSD, QOI)";
}

}  // namespace

Expected<ImageInfo> probe_image(std::span<const std::uint8_t> bytes) {
  const auto format = format_of_content(bytes);
  if (!format) return tl::unexpected(unreadable_reason(bytes));
  switch (*format) {
    case ImageFormat::jpeg:
      return probe_jpeg(bytes);
    case ImageFormat::jpeg_xl:
      return probe_jpeg_xl(bytes);
    case ImageFormat::png:
      return probe_png(bytes);
    case ImageFormat::webp:
      return probe_webp(bytes);
    default:
      return probe_with_ffmpeg(bytes, *format);
  }
}

}  // namespace tintflow
