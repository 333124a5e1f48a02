#include <cstdint>
#include <cstdlib>
#include <span>

#include "io/errors.h"
#include "models/safetensors.h"

/// What is read can be written, and is then read as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto file = tintflow::parse_safetensors({data, size}, "fuzzed");
    for (const auto& tensor : file.tensors) {
      const bool is_inside =
          tensor.bytes.empty() ||
          (tensor.bytes.data() >= data && tensor.bytes.data() + tensor.bytes.size() <= data + size);
      if (!is_inside) std::abort();
    }
    const auto written = tintflow::to_safetensors(file);
    const auto again = tintflow::parse_safetensors(written, "written");
    if (again.tensors.size() != file.tensors.size() || again.metadata != file.metadata) {
      std::abort();
    }
  } catch (const tintflow::WeightsError&) {
    // Refused, as most are.
  }
  return 0;
}
