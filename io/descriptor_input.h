#pragma once

#include "io/ffmpeg_handles.h"
#include "io/frame.h"

namespace tintflow {

/// Lets FFmpeg read an open pipe or file front to back. Not thread-safe.
class DescriptorInput {
 public:
  /// `start`: bytes that were read from it already. The caller keeps the descriptor open.
  DescriptorInput(int descriptor, Bytes start);
  DescriptorInput(const DescriptorInput&) = delete;
  DescriptorInput& operator=(const DescriptorInput&) = delete;

  [[nodiscard]] AVIOContext* io() const { return io_.get(); }

 private:
  static int read(void* self, std::uint8_t* buffer, int size);

  const int descriptor_;
  const Bytes start_;
  std::size_t position_ = 0;
  AvioPtr io_;
};

}  // namespace tintflow
