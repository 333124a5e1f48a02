#pragma once

#include <cstdint>

#include "io/ffmpeg_handles.h"

namespace tintflow {

/// Where a muxer's bytes go.
class VideoOutput {
 public:
  VideoOutput() = default;
  virtual ~VideoOutput() = default;
  VideoOutput(const VideoOutput&) = delete;
  VideoOutput& operator=(const VideoOutput&) = delete;

  [[nodiscard]] virtual AVIOContext* io() const = 0;
  /// Is told of every packet, whose place an index will name at the end.
  virtual void packet_comes() {}
  /// The first error of writing, a value of `errno`; 0 if there was none.
  [[nodiscard]] virtual int error() const = 0;
  /// True where no more packets may come but the file can still be finished.
  [[nodiscard]] virtual bool is_full() const { return false; }
};

}  // namespace tintflow
