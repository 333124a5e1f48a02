#include "io/psd_resources.h"

#include "io/byte_reader.h"

namespace tintflow {
namespace {

// Adobe Photoshop File Formats Specification, "Image Resource Section".
constexpr std::size_t kHeaderSize = 26;
constexpr std::uint32_t kSignature = 0x3842494D;  // 8BIM
constexpr unsigned kResolutionInfo = 1005, kIccProfile = 1039;
constexpr double kFixedPointOne = 65536;

std::size_t even(std::size_t size) { return size + size % 2; }

}  // namespace

std::optional<std::span<const std::uint8_t>> psd_resource(std::span<const std::uint8_t> psd,
                                                          unsigned number) {
  const ByteReader reader(psd, ByteOrder::big);
  const std::size_t section =
      kHeaderSize + 4 + std::size_t{reader.integer(kHeaderSize, 4).value_or(0)};
  const std::size_t end = section + 4 + std::size_t{reader.integer(section, 4).value_or(0)};
  std::size_t block = section + 4;
  while (block < end && reader.integer(block, 4) == kSignature) {
    // A name with its length before it, padded together to an even size.
    const std::size_t name_size = even(1 + std::size_t{reader.integer(block + 6, 1).value_or(0)});
    const auto size = reader.integer(block + 6 + name_size, 4);
    if (!size) return std::nullopt;
    const std::size_t content = block + 6 + name_size + 4;
    if (reader.integer(block + 4, 2) == number) return reader.part(content, *size);
    block = content + even(*size);
  }
  return std::nullopt;
}

std::optional<PsdHeader> psd_header(std::span<const std::uint8_t> psd) {
  constexpr std::uint32_t largest_side = 300'000;  // of the large document format
  constexpr std::size_t height_place = 14, width_place = 18, depth_place = 22;
  const ByteReader reader(psd, ByteOrder::big);
  const auto height = reader.integer(height_place, 4).value_or(0);
  const auto width = reader.integer(width_place, 4).value_or(0);
  const auto depth = reader.integer(depth_place, 2).value_or(0);
  if (width < 1 || width > largest_side || height < 1 || height > largest_side) return std::nullopt;
  if (depth != 1 && depth != 8 && depth != 16 && depth != 32) return std::nullopt;
  constexpr std::size_t mode_place = 24;
  constexpr std::uint32_t cmyk_mode = 4;
  return PsdHeader{{static_cast<int>(width), static_cast<int>(height)},
                   static_cast<int>(depth),
                   reader.integer(mode_place, 2) == cmyk_mode};
}

std::span<const std::uint8_t> psd_color_profile(std::span<const std::uint8_t> psd) {
  return psd_resource(psd, kIccProfile).value_or(std::span<const std::uint8_t>{});
}

cv::Size2d psd_resolution(std::span<const std::uint8_t> psd) {
  const auto info = psd_resource(psd, kResolutionInfo);
  if (!info) return {};
  const ByteReader reader(*info, ByteOrder::big);
  // Always pixels per inch; the units that stand between are only what Photoshop shows.
  return {reader.integer(0, 4).value_or(0) / kFixedPointOne,
          reader.integer(8, 4).value_or(0) / kFixedPointOne};
}

}  // namespace tintflow
