#include "io/numbered_sink.h"

#include "io/atomic_file.h"

namespace tintflow {

NumberedSink::NumberedSink(const std::filesystem::path& pattern)
    : folder_(pattern.parent_path()),
      name_(NumberPattern::parse(pattern.filename().string()).value()) {}

Expected<void> NumberedSink::write(const Encoded& picture) {
  return write_file_atomically(folder_ / name_.name_of(next_++), *picture.bytes);
}

}  // namespace tintflow
