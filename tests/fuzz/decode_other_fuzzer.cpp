#include "tests/fuzz/fuzz_decoder.h"

/// Every format but the three that have a fuzzer of their own; the content tells which.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using tintflow::ImageFormat;
  const std::span bytes(data, size);
  const auto format = tintflow::format_of_content(bytes);
  if (format != ImageFormat::png && format != ImageFormat::jpeg && format != ImageFormat::webp) {
    tintflow::fuzz_decoder(bytes);
  }
  return 0;
}
