#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "io/source.h"

namespace tintflow {

/// A picture as read, with what its header says; size 0 x 0 where it has none, and its decoding
/// will tell the reason.
[[nodiscard]] Encoded encoded_picture(FrameId id, Bytes bytes);

/// Reads picture files one by one; `id.source` and `id.index` are a file's place in the list.
class FileSource : public Source {
 public:
  explicit FileSource(std::vector<std::filesystem::path> files);

  /// A file that cannot be read is a `Failure` of the stage "read".
  std::optional<Result<Encoded>> next() override;
  [[nodiscard]] std::optional<std::uint64_t> total() const override { return files_.size(); }

 private:
  std::vector<std::filesystem::path> files_;
  std::size_t position_ = 0;
};

}  // namespace tintflow
