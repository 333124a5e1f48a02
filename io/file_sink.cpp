#include "io/file_sink.h"

#include <cassert>
#include <utility>

#include "io/atomic_file.h"

namespace tintflow {

FileSink::FileSink(std::vector<std::filesystem::path> files) : files_(std::move(files)) {}

Expected<void> FileSink::write(const Encoded& picture) {
  assert(picture.id.source < files_.size());
  return write_file_atomically(files_[picture.id.source], *picture.bytes);
}

}  // namespace tintflow
