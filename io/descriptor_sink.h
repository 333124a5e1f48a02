#pragma once

#include <string>

#include "io/sink.h"

namespace tintflow {

/// Writes pictures to an open pipe or file, one behind the other. Not thread-safe.
class DescriptorSink : public Sink {
 public:
  /// `name`: what messages call it. The caller keeps the descriptor open.
  DescriptorSink(int descriptor, std::string name);

  /// See `write_error` for what it throws.
  Expected<void> write(const Encoded& picture) override;

 private:
  const int descriptor_;
  const std::string name_;
};

}  // namespace tintflow
