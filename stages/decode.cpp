#include "stages/decode.h"

#include <string>
#include <utility>

namespace tintflow {

Expected<Frame> Decode::operator()(const Encoded& encoded) const {
  auto picture = decode_image(*encoded.bytes, limits);
  if (!picture) return tl::unexpected(std::move(picture.error()));
  Frame frame{encoded.id, std::move(*picture)};
  if (encoded.hints) {
    auto hints = decode_image(*encoded.hints, limits);
    if (!hints) return tl::unexpected("the hints: " + hints.error());
    if (hints->alpha.empty()) {
      return tl::unexpected<std::string>(
          "the hints: the picture is opaque: leave it transparent where no color is wanted");
    }
    frame.hints = std::move(*hints);
  }
  if (!encoded.color) return frame;
  auto color = decode_image(*encoded.color, limits);
  if (!color) return tl::unexpected("the colored picture: " + color.error());
  frame.color = std::move(*color);
  return frame;
}

}  // namespace tintflow
