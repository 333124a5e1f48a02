#include "io/png_pixels.h"

#include <limits>
#include <memory>
#include <new>
#include <utility>

#include <libdeflate.h>

#include "io/byte_reader.h"
#include "io/frame.h"
#include "io/png_filters.h"

namespace tintflow {
namespace {

constexpr std::uint32_t kPixelChunk = 0x49444154, kEndChunk = 0x49454E44;  // IDAT, IEND

/// A chunk without which the picture cannot be understood: its type begins with a capital.
bool is_critical(std::uint32_t type) { return (type >> 24 & 0x20) == 0; }

/// What the chunks of pixels hold together; nothing unless they follow one another, their checksums
/// are right, and only metadata stands between them and the end mark.
std::optional<Bytes> compressed_pixels(std::span<const std::uint8_t> png) {
  constexpr std::size_t signature = 8, length_and_type = 8, checksum_size = 4;
  const ByteReader reader(png, ByteOrder::big);
  Bytes pixels;
  bool has_begun = false;
  bool has_ended = false;
  for (std::size_t at = signature;;) {
    const auto length = reader.integer(at, 4);
    const auto type = reader.integer(at + 4, 4);
    if (!type) return std::nullopt;
    const auto content = reader.part(at + length_and_type, *length);
    const auto checksum = reader.integer(at + length_and_type + *length, checksum_size);
    if (!checksum) return std::nullopt;
    // Metadata may be damaged.
    const bool has_right_checksum =
        !is_critical(*type) ||
        libdeflate_crc32(0, content->data() - 4, content->size() + 4) == *checksum;
    if (!has_right_checksum) return std::nullopt;
    if (*type == kEndChunk) return *length == 0 ? std::optional(std::move(pixels)) : std::nullopt;
    if (*type == kPixelChunk) {
      if (has_ended) return std::nullopt;
      pixels.insert(pixels.end(), content->begin(), content->end());
      has_begun = true;
    } else if (has_begun) {
      if (is_critical(*type)) return std::nullopt;
      has_ended = true;
    }
    at += length_and_type + *length + checksum_size;
  }
}

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const {
    libdeflate_free_decompressor(decompressor);
  }
};

/// False unless the data unpacks to exactly as much as `rows` holds.
bool inflate(const Bytes& compressed, cv::Mat& rows) {
  const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  if (!decompressor) throw std::bad_alloc();
  return libdeflate_zlib_decompress(decompressor.get(), compressed.data(), compressed.size(),
                                    rows.data, rows.total(), nullptr) == LIBDEFLATE_SUCCESS;
}

}  // namespace

std::optional<cv::Mat> read_png_pixels(std::span<const std::uint8_t> png, cv::Size size,
                                       int channels) {
  if (size.width > (std::numeric_limits<int>::max() - 1) / channels) return std::nullopt;
  const auto compressed = compressed_pixels(png);
  if (!compressed) return std::nullopt;
  cv::Mat rows(size.height, 1 + size.width * channels, CV_8UC1);
  if (!inflate(*compressed, rows) || !undo_png_filters(rows, channels)) return std::nullopt;
  // The number of each row's filter stays between the rows, rather than moving all pixels.
  return rows.colRange(1, rows.cols).reshape(channels);
}

}  // namespace tintflow
