#include "stages/decode.h"

#include <utility>

namespace tintflow {

Expected<Frame> Decode::operator()(const Encoded& encoded) const {
  return decode_image(*encoded.bytes, limits).map([&](Picture&& picture) {
    return Frame{encoded.id, std::move(picture)};
  });
}

}  // namespace tintflow
