#include "io/gif_blocks.h"

#include <optional>

#include "io/byte_reader.h"

namespace tintflow {
namespace {

constexpr std::size_t kHeaderSize = 13, kImageDescriptorSize = 10;
constexpr unsigned kExtension = 0x21, kImage = 0x2C;

/// Size of the color table that a packed field tells of, bytes.
std::size_t color_table_size(unsigned packed) {
  return (packed & 0x80) != 0 ? std::size_t{3} << ((packed & 7) + 1) : 0;
}

/// Where the data sub-blocks that begin at `offset` end.
std::optional<std::size_t> end_of_sub_blocks(const ByteReader& reader, std::size_t offset) {
  while (const auto size = reader.integer(offset, 1)) {
    offset += 1 + *size;
    if (*size == 0) return offset;
  }
  return std::nullopt;
}

}  // namespace

bool is_animated_gif(std::span<const std::uint8_t> gif) {
  const ByteReader reader(gif, ByteOrder::little);
  int images = 0;
  std::optional<std::size_t> block =
      kHeaderSize + color_table_size(reader.integer(10, 1).value_or(0));
  while (block) {
    const unsigned label = reader.integer(*block, 1).value_or(0);
    if (label == kImage) {
      if (++images > 1) return true;
      const unsigned packed = reader.integer(*block + 9, 1).value_or(0);
      constexpr std::size_t code_size = 1;
      block = end_of_sub_blocks(
          reader, *block + kImageDescriptorSize + color_table_size(packed) + code_size);
    } else if (label == kExtension) {
      block = end_of_sub_blocks(reader, *block + 2);
    } else {
      return false;
    }
  }
  return false;
}

}  // namespace tintflow
