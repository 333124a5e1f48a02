#include "io/one_picture_source.h"

#include <utility>

#include "io/file_source.h"

namespace tintflow {

OnePictureSource::OnePictureSource(Bytes picture, std::shared_ptr<const Bytes> hints)
    : picture_(encoded_picture({}, std::move(picture))) {
  picture_->hints = std::move(hints);
}

std::optional<Result<Encoded>> OnePictureSource::next() {
  if (!picture_) return std::nullopt;
  return *std::exchange(picture_, std::nullopt);
}

}  // namespace tintflow
