#include "io/one_picture_source.h"

#include <utility>

#include "io/file_source.h"

namespace tintflow {

OnePictureSource::OnePictureSource(Bytes picture)
    : picture_(encoded_picture({}, std::move(picture))) {}

std::optional<Result<Encoded>> OnePictureSource::next() {
  if (!picture_) return std::nullopt;
  return *std::exchange(picture_, std::nullopt);
}

}  // namespace tintflow
