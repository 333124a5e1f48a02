#pragma once

#include "io/video_output.h"

namespace tintflow {

/// Lets a muxer write to an open pipe, front to back.
class DescriptorOutput : public VideoOutput {
 public:
  /// The caller keeps the descriptor open.
  explicit DescriptorOutput(int descriptor);

  [[nodiscard]] AVIOContext* io() const override { return io_.get(); }
  [[nodiscard]] int error() const override { return error_; }

 private:
  static int write(void* self, std::uint8_t* bytes, int size);

  const int descriptor_;
  int error_ = 0;
  AvioPtr io_;
};

}  // namespace tintflow
