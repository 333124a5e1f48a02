#include "io/file_source.h"

#include <utility>

#include "io/image_info.h"
#include "io/read_file.h"

namespace tintflow {

Encoded encoded_picture(FrameId id, Bytes bytes) {
  Encoded encoded{id, std::make_shared<const Bytes>(std::move(bytes)), {}, 8};
  if (const auto info = probe_image(*encoded.bytes)) {
    encoded.size = info->size;
    encoded.bit_depth = info->bit_depth;
  }
  return encoded;
}

FileSource::FileSource(std::vector<std::filesystem::path> files) : files_(std::move(files)) {}

std::optional<Result<Encoded>> FileSource::next() {
  if (position_ == files_.size()) return std::nullopt;
  const FrameId id{position_, position_};
  auto bytes = read_file(files_[position_++]);
  if (!bytes) return tl::unexpected(Failure{id, "read", std::move(bytes.error())});
  return encoded_picture(id, std::move(*bytes));
}

}  // namespace tintflow
