#include "io/tf_record.h"

#include <bit>
#include <cassert>
#include <limits>

#include <isa-l/crc.h>

#include "io/little_endian.h"

namespace tintflow {

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

}  // namespace tintflow
