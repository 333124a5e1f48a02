#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace tintflow {

enum class ByteOrder { little, big };

/// Reads unsigned integers of a file's header, and nothing beyond its end.
class ByteReader {
 public:
  /// Refers to `bytes`, which must outlive the reader.
  ByteReader(std::span<const std::uint8_t> bytes, ByteOrder order) : bytes_(bytes), order_(order) {}

  /// The integer of 1 to 4 bytes at `offset`; nothing where it does not lie inside.
  [[nodiscard]] std::optional<std::uint32_t> integer(std::size_t offset, std::size_t size) const {
    const auto digits = part(offset, size);
    if (!digits) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      value = value << 8 | (*digits)[order_ == ByteOrder::big ? i : size - 1 - i];
    }
    return value;
  }

  /// `size` bytes from `offset`; nothing where they do not all lie inside.
  [[nodiscard]] std::optional<std::span<const std::uint8_t>> part(std::size_t offset,
                                                                  std::size_t size) const {
    if (offset > bytes_.size() || bytes_.size() - offset < size) return std::nullopt;
    return bytes_.subspan(offset, size);
  }

 private:
  std::span<const std::uint8_t> bytes_;
  ByteOrder order_;
};

}  // namespace tintflow
