#include <algorithm>

#include <zlib.h>

#include "io/byte_reader.h"
#include "tests/fuzz/fuzz_decoder.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

/// Makes the checksums of all chunks right, without which hardly any change would reach a decoder.
void mend_checksums(std::span<std::uint8_t> png) {
  constexpr std::size_t signature = 8, head = 8, checksum = 4;
  const tintflow::ByteReader reader(png, tintflow::ByteOrder::big);
  for (std::size_t chunk = signature; chunk + head <= png.size();) {
    const std::size_t end = chunk + head + *reader.integer(chunk, 4);
    if (end + checksum > png.size()) return;
    const auto value = static_cast<std::uint32_t>(
        crc32(0, png.data() + chunk + 4, static_cast<uInt>(end - chunk - 4)));
    for (std::size_t i = 0; i < checksum; ++i) {
      png[end + i] = static_cast<std::uint8_t>(value >> (24 - 8 * i));
    }
    chunk = end + checksum;
  }
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned /*seed*/) {
  const std::size_t mutated = LLVMFuzzerMutate(data, size, max_size);
  mend_checksums({data, mutated});
  return mutated;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span bytes(data, size);
  if (tintflow::format_of_content(bytes) == tintflow::ImageFormat::png) {
    tintflow::fuzz_decoder(bytes);
  }
  return 0;
}
