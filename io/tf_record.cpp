#include "io/tf_record.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <limits>

#include <isa-l/crc.h>

#include "io/little_endian.h"

namespace tintflow {
namespace {

/// So many bytes, if the checksum behind them is theirs.
std::optional<Bytes> read_checked(std::istream& file, std::uint64_t size) {
  constexpr std::size_t checksum_size = 4;
  if (size > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) return std::nullopt;
  Bytes bytes(size + checksum_size);
  if (!file.read(reinterpret_cast<char*>(bytes.data()),
                 static_cast<std::streamsize>(bytes.size()))) {
    return std::nullopt;
  }
  Bytes expected;
  append_little_endian(expected, masked_crc32c(std::span(bytes).first(size)));
  if (!std::ranges::equal(std::span(bytes).last(checksum_size), expected)) return std::nullopt;
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::uint32_t masked_crc32c(std::span<const std::uint8_t> bytes) {
  assert(bytes.size() <= std::numeric_limits<int>::max());
  // ISA-L reads through a pointer that is not const, and leaves both inversions to its caller.
  const std::uint32_t crc =
      ~crc32_iscsi(const_cast<std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size()), ~0U);
  return std::rotr(crc, 15) + 0xa282ead8U;
}

Bytes tf_record(std::span<const std::uint8_t> content) {
  Bytes record;
  record.reserve(content.size() + 16);
  append_little_endian(record, std::uint64_t{content.size()});
  append_little_endian(record, masked_crc32c(record));
  record.insert(record.end(), content.begin(), content.end());
  append_little_endian(record, masked_crc32c(content));
  return record;
}

std::optional<Bytes> read_tf_record(std::istream& file) {
  constexpr std::size_t length_size = 8;
  const auto length = read_checked(file, length_size);
  if (!length) return std::nullopt;
  return read_checked(file, little_endian<std::uint64_t>(*length));
}

}  // namespace tintflow
