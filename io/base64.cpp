#include "io/base64.h"

#include <cassert>
#include <limits>

extern "C" {
#include <libavutil/base64.h>
}

namespace tintflow {

std::string to_base64(std::span<const std::uint8_t> bytes) {
  assert(bytes.size() < std::numeric_limits<int>::max() / 2);
  // The library writes a zero behind the text.
  std::string text(AV_BASE64_SIZE(bytes.size()), '\0');
  av_base64_encode(text.data(), static_cast<int>(text.size()), bytes.data(),
                   static_cast<int>(bytes.size()));
  text.pop_back();
  return text;
}

}  // namespace tintflow
