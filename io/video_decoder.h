#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "io/decode_image.h"
#include "io/ffmpeg_handles.h"
#include "io/result.h"

namespace tintflow {

/// Decodes the packets of one video stream to frames in presentation order. Not thread-safe.
///
/// A damaged frame is an error instead of what the decoder made up for it, and so are the frames
/// behind it, which were predicted from it, until one that stands on its own.
class VideoDecoder {
 public:
  /// The error names the codec where FFmpeg has no decoder for it, and frames that are larger than
  /// the limits. Those that turn out larger on the way are damaged. `cuda`: number of the CUDA
  /// device that decodes, where it can; none for the processor.
  [[nodiscard]] static Expected<VideoDecoder> open(const AVStream& stream,
                                                   const DecodeLimits& limits,
                                                   std::optional<int> cuda = {});

  /// Why the processor decodes although the GPU was asked for; empty else.
  [[nodiscard]] const std::string& notice() const { return notice_; }

  /// Takes the next packet; null after the last one. All that `receive` gives must be taken before.
  /// The error is damage of the packet.
  [[nodiscard]] Expected<void> send(const AVPacket* packet);

  /// Tells that a packet is missing before the next one.
  void lose_packet() { waits_for_key_frame_ = true; }

  /// The next frame, whose `best_effort_timestamp` is its time; null where another packet is
  /// needed, or the end was reached. The error is damage of a frame, or of one that it needs.
  [[nodiscard]] Expected<FramePtr> receive();

 private:
  explicit VideoDecoder(CodecContextPtr context);

  CodecContextPtr context_;
  std::string notice_;
  /// Frames come out as they go in, so that a message of the decoder tells of the next frame.
  bool keeps_order_;
  /// The first such message since the last frame. Some decoders repair damage and say it only so.
  std::string message_;
  /// Set while frames are missing that the next ones may be predicted from.
  bool waits_for_key_frame_ = false;
};

}  // namespace tintflow
