#pragma once

#include <filesystem>
#include <vector>

#include "io/sink.h"

namespace tintflow {

/// Writes pictures to files, each atomically.
class FileSink : public Sink {
 public:
  /// `files[i]` takes the picture whose `id.source` is i.
  explicit FileSink(std::vector<std::filesystem::path> files);

  /// Thread-safe. See `write_file_atomically` for what it throws.
  Expected<void> write(const Encoded& picture) override;

 private:
  std::vector<std::filesystem::path> files_;
};

}  // namespace tintflow
