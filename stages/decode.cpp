#include "stages/decode.h"

#include <utility>

namespace tintflow {

Expected<Frame> Decode::operator()(const Encoded& encoded) const {
  auto picture = decode_image(*encoded.bytes, limits);
  if (!picture) return tl::unexpected(std::move(picture.error()));
  Frame frame{encoded.id, std::move(*picture)};
  if (!encoded.color) return frame;
  auto color = decode_image(*encoded.color, limits);
  if (!color) return tl::unexpected("the colored picture: " + color.error());
  frame.color = std::move(*color);
  return frame;
}

}  // namespace tintflow
