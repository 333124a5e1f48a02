#include "io/exif_orientation.h"

#include <optional>
#include <string_view>
#include <utility>

namespace tintflow {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kJpegPrefix = "Exif\0\0"sv;
constexpr unsigned kOrientationTag = 0x0112;
constexpr unsigned kShortType = 3;
constexpr std::size_t kEntrySize = 12;

/// Reads the integers of a TIFF structure in its byte order, and nothing beyond its end.
class TiffReader {
 public:
  TiffReader(std::span<const std::uint8_t> data, bool big_endian)
      : data_(data), big_endian_(big_endian) {}

  [[nodiscard]] std::optional<std::uint32_t> integer(std::size_t offset, std::size_t size) const {
    if (offset > data_.size() || data_.size() - offset < size) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t at = big_endian_ ? offset + i : offset + size - 1 - i;
      value = value << 8 | data_[at];
    }
    return value;
  }

 private:
  std::span<const std::uint8_t> data_;
  bool big_endian_;
};

cv::Mat upright(const cv::Mat& stored, Orientation orientation) {
  if (stored.empty() || orientation == 1) return stored;
  cv::Mat result = stored;
  if (orientation >= 5) cv::transpose(stored, result);
  constexpr int both = -1, rows = 0, columns = 1;
  cv::Mat flipped;
  switch (orientation) {
    case 2:
      cv::flip(result, flipped, columns);
      return flipped;
    case 3:
      cv::flip(result, flipped, both);
      return flipped;
    case 4:
      cv::flip(result, flipped, rows);
      return flipped;
    case 6:
      cv::flip(result, flipped, columns);
      return flipped;
    case 7:
      cv::flip(result, flipped, both);
      return flipped;
    case 8:
      cv::flip(result, flipped, rows);
      return flipped;
    default:
      return result;
  }
}

}  // namespace

Orientation exif_orientation(std::span<const std::uint8_t> tiff) {
  const std::string_view text(reinterpret_cast<const char*>(tiff.data()), tiff.size());
  if (text.starts_with(kJpegPrefix)) tiff = tiff.subspan(kJpegPrefix.size());
  if (tiff.size() < 8 || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M')) return 1;
  const TiffReader reader(tiff, tiff[0] == 'M');
  if (reader.integer(2, 2) != 42U) return 1;
  const std::size_t directory = reader.integer(4, 4).value_or(0);
  const std::size_t entries = reader.integer(directory, 2).value_or(0);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + i * kEntrySize;
    if (reader.integer(entry, 2) != kOrientationTag) continue;
    const auto value = reader.integer(entry + 8, 2);
    const bool valid = reader.integer(entry + 2, 2) == kShortType && value && *value <= 8;
    return valid && *value >= 1 ? static_cast<Orientation>(*value) : 1;
  }
  return 1;
}

cv::Size upright_size(cv::Size stored, Orientation orientation) {
  return orientation >= 5 ? cv::Size(stored.height, stored.width) : stored;
}

Picture turn_upright(const Picture& stored, Orientation orientation) {
  Picture result{upright(stored.pixels, orientation), upright(stored.alpha, orientation),
                 stored.metadata};
  if (orientation >= 5)
    std::swap(result.metadata.resolution.width, result.metadata.resolution.height);
  return result;
}

}  // namespace tintflow
