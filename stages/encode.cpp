#include "stages/encode.h"

#include <utility>

namespace tintflow {

Expected<Encoded> Encode::operator()(const Frame& frame) const {
  const ImageFormat format = formats->at(frame.id.source);
  Picture picture = frame.picture;
  for (auto& loss : encoding_losses(picture, format)) {
    picture.metadata.notices.push_back(std::move(loss));
  }
  if (format == ImageFormat::jpeg) picture.alpha.release();
  return encode_image(picture, {.format = format, .quality = quality}).map([&](Bytes&& bytes) {
    return Encoded{frame.id, std::make_shared<const Bytes>(std::move(bytes)), picture.pixels.size(),
                   picture.pixels.depth() == CV_16U ? 16 : 8, picture.metadata.notices};
  });
}

}  // namespace tintflow
