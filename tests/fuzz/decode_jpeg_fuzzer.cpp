#include "tests/fuzz/fuzz_decoder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span bytes(data, size);
  if (tintflow::format_of_content(bytes) == tintflow::ImageFormat::jpeg) {
    tintflow::fuzz_decoder(bytes);
  }
  return 0;
}
