#include "io/png_codec.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <spng.h>

#include "io/byte_reader.h"
#include "io/channels.h"
#include "io/exif.h"
#include "io/notices.h"
#include "io/png_pixels.h"
#include "io/resolution.h"

namespace tintflow {
namespace {

/// Metadata (profiles, texts) that unpacks to more than this is taken for an attack.
constexpr std::size_t kMaxChunkBytes = std::size_t{64} << 20;

struct FreeContext {
  void operator()(spng_ctx* context) const { spng_ctx_free(context); }
};
using Context = std::unique_ptr<spng_ctx, FreeContext>;

tl::unexpected<std::string> damaged(int error) {
  return tl::unexpected(
      fmt::format("damaged PNG ({}): export or copy the file again", spng_strerror(error)));
}

struct OpenPng {
  Context context;
  spng_ihdr header{};
  ExifFacts exif = {};

  [[nodiscard]] cv::Size size() const {
    return {static_cast<int>(header.width), static_cast<int>(header.height)};
  }
};

Expected<OpenPng> open_png(std::span<const std::uint8_t> bytes) {
  OpenPng png{Context(spng_ctx_new(0))};
  spng_ctx* const context = png.context.get();
  if (context == nullptr) throw std::bad_alloc();
  spng_set_chunk_limits(context, kMaxChunkBytes, kMaxChunkBytes);
  if (const int error = spng_set_png_buffer(context, bytes.data(), bytes.size())) {
    return damaged(error);
  }
  if (const int error = spng_get_ihdr(context, &png.header)) return damaged(error);
  // EXIF that comes after the pixels is not looked for, so that probing reads only the beginning.
  spng_exif exif{};
  const int error = spng_get_exif(context, &exif);
  if (error != 0 && error != SPNG_ECHUNKAVAIL) return damaged(error);
  if (error == 0) {
    png.exif = read_exif({reinterpret_cast<const std::uint8_t*>(exif.data), exif.length});
  }
  return png;
}

/// True for an animated PNG: a chunk `acTL` stands before the pixels.
bool is_animated(std::span<const std::uint8_t> bytes) {
  constexpr std::uint32_t pixels = 0x49444154, animation = 0x6163544C;  // IDAT, acTL
  constexpr std::size_t signature = 8, length_type_and_checksum = 12;
  const ByteReader reader(bytes, ByteOrder::big);
  std::size_t chunk = signature;
  while (const auto type = reader.integer(chunk + 4, 4)) {
    if (*type == animation) return true;
    if (*type == pixels) return false;
    chunk += length_type_and_checksum + std::size_t{*reader.integer(chunk, 4)};
  }
  return false;
}

/// The chunk pHYs, or else what EXIF says.
cv::Size2d resolution_of(const OpenPng& png) {
  spng_phys density{};
  constexpr int per_meter = 1;
  if (spng_get_phys(png.context.get(), &density) == 0 && density.unit_specifier == per_meter) {
    return {density.ppu_x * kMetersPerInch, density.ppu_y * kMetersPerInch};
  }
  return png.exif.resolution;
}

PictureMetadata metadata_of(const OpenPng& png, std::span<const std::uint8_t> bytes) {
  PictureMetadata metadata;
  metadata.resolution = resolution_of(png);
  spng_iccp profile{};
  if (spng_get_iccp(png.context.get(), &profile) == 0) {
    metadata.icc_profile =
        std::make_shared<const Bytes>(profile.profile, profile.profile + profile.profile_len);
  }
  if (is_animated(bytes)) metadata.notices.emplace_back(kFirstFrameNotice);
  return metadata;
}

struct Layout {
  int spng_format;
  int cv_type;
};

/// spng has no 16-bit RGB or gray format of its own, but hands out such files unconverted.
Layout layout_of(const spng_ihdr& header, bool has_transparent_color) {
  if (header.bit_depth == 16) {
    if (has_transparent_color) return {SPNG_FMT_RGBA16, CV_16UC4};
    switch (header.color_type) {
      case SPNG_COLOR_TYPE_GRAYSCALE:
        return {SPNG_FMT_PNG, CV_16UC1};
      case SPNG_COLOR_TYPE_GRAYSCALE_ALPHA:
        return {SPNG_FMT_PNG, CV_16UC2};
      case SPNG_COLOR_TYPE_TRUECOLOR:
        return {SPNG_FMT_PNG, CV_16UC3};
      default:
        return {SPNG_FMT_RGBA16, CV_16UC4};
    }
  }
  const bool has_alpha = has_transparent_color ||
                         header.color_type == SPNG_COLOR_TYPE_GRAYSCALE_ALPHA ||
                         header.color_type == SPNG_COLOR_TYPE_TRUECOLOR_ALPHA;
  return has_alpha ? Layout{SPNG_FMT_RGBA8, CV_8UC4} : Layout{SPNG_FMT_RGB8, CV_8UC3};
}

int channels_of(std::uint8_t color_type) {
  switch (color_type) {
    case SPNG_COLOR_TYPE_GRAYSCALE:
      return 1;
    case SPNG_COLOR_TYPE_GRAYSCALE_ALPHA:
      return 2;
    case SPNG_COLOR_TYPE_TRUECOLOR:
      return 3;
    default:
      return 4;
  }
}

/// Any kind of picture, or what is wrong with it.
Expected<cv::Mat> spng_pixels(const OpenPng& png) {
  spng_ctx* const context = png.context.get();
  spng_trns transparent{};
  const Layout layout = layout_of(png.header, spng_get_trns(context, &transparent) == 0);
  cv::Mat pixels(png.size(), layout.cv_type);
  const std::size_t size = pixels.total() * pixels.elemSize();
  if (const int error =
          spng_decode_image(context, pixels.data, size, layout.spng_format, SPNG_DECODE_TRNS)) {
    return damaged(error);
  }
  // The checksum of the last pixels and the end of the file are checked only when that is reached.
  if (const int error = spng_decode_chunks(context)) return damaged(error);
  return pixels;
}

/// The colors of a palette, RGBA, or RGB where all are opaque. What lies beyond it is black.
template <int channels>
cv::Mat look_up(const cv::Mat& indices, const spng_plte& palette, const spng_trns& transparent) {
  using Color = cv::Vec<std::uint8_t, channels>;
  std::array<Color, 256> colors;
  for (std::uint32_t i = 0; i < colors.size(); ++i) {
    const bool is_known = i < palette.n_entries;
    const spng_plte_entry entry = is_known ? palette.entries[i] : spng_plte_entry{};
    colors[i][0] = entry.red;
    colors[i][1] = entry.green;
    colors[i][2] = entry.blue;
    if constexpr (channels == 4) {
      colors[i][3] = i < transparent.n_type3_entries ? transparent.type3_alpha[i] : 255;
    }
  }
  cv::Mat pixels(indices.size(), CV_8UC(channels));
  for (int y = 0; y < indices.rows; ++y) {
    const std::uint8_t* const from = indices.ptr(y);
    std::transform(from, from + indices.cols, pixels.ptr<Color>(y),
                   [&](std::uint8_t index) { return colors[index]; });
  }
  return pixels;
}

/// The kinds that most files are, several times as fast as spng; nothing for others, and for files
/// that are damaged.
std::optional<cv::Mat> ordinary_pixels(const OpenPng& png, std::span<const std::uint8_t> bytes) {
  if (png.header.bit_depth != 8 || png.header.interlace_method != 0) return std::nullopt;
  spng_trns transparent{};
  const bool has_transparency = spng_get_trns(png.context.get(), &transparent) == 0;
  if (png.header.color_type == SPNG_COLOR_TYPE_INDEXED) {
    spng_plte palette{};
    if (spng_get_plte(png.context.get(), &palette) != 0) return std::nullopt;
    const auto indices = read_png_pixels(bytes, png.size(), 1);
    if (!indices) return std::nullopt;
    return has_transparency ? look_up<4>(*indices, palette, transparent)
                            : look_up<3>(*indices, palette, transparent);
  }
  if (has_transparency) return std::nullopt;  // a color that means transparent
  return read_png_pixels(bytes, png.size(), channels_of(png.header.color_type));
}

}  // namespace

Expected<ImageInfo> probe_png(std::span<const std::uint8_t> bytes) {
  const auto png = open_png(bytes);
  if (!png) return tl::unexpected(png.error());
  return ImageInfo{ImageFormat::png, upright_size(png->size(), png->exif.orientation),
                   png->header.bit_depth == 16 ? 16 : 8};
}

Expected<Picture> decode_png(std::span<const std::uint8_t> bytes) {
  const auto png = open_png(bytes);
  if (!png) return tl::unexpected(png.error());
  auto pixels = ordinary_pixels(*png, bytes);
  if (!pixels) {
    auto decoded = spng_pixels(*png);
    if (!decoded) return tl::unexpected(decoded.error());
    pixels = std::move(*decoded);
  }
  Picture picture = picture_of_channels(*pixels);
  picture.metadata = metadata_of(*png, bytes);
  return turn_upright(picture, png->exif.orientation);
}

}  // namespace tintflow
