#pragma once

#include <cstdint>
#include <filesystem>

#include "io/number_pattern.h"
#include "io/sink.h"

namespace tintflow {

/// Writes the pictures of an ordered run to numbered files, from 1 on, each atomically. Not
/// thread-safe.
class NumberedSink : public Sink {
 public:
  /// `pattern` has a number in its file name.
  explicit NumberedSink(const std::filesystem::path& pattern);

  /// See `write_file_atomically` for what it throws.
  Expected<void> write(const Encoded& picture) override;

 private:
  const std::filesystem::path folder_;
  const NumberPattern name_;
  std::uint64_t next_ = 1;
};

}  // namespace tintflow
