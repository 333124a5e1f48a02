#pragma once

#include <cstdint>
#include <map>

#include "io/ffmpeg_handles.h"
#include "io/result.h"
#include "io/video_target.h"

namespace tintflow {

/// Encodes frames to the packets of one stream. Not thread-safe.
///
/// It uses the same few threads on every machine, so that the same frames give the same packets.
class VideoEncoder {
 public:
  /// For frames like `first`, with the times and pixel shape of `input`. `global_header`: the
  /// container wants the codec's headers apart from the packets. The error is what the encoder
  /// cannot do.
  [[nodiscard]] static Expected<VideoEncoder> open(const VideoTarget& target,
                                                   const VideoInfo& input, const AVFrame& first,
                                                   bool global_header);

  [[nodiscard]] const AVCodecContext& context() const { return *context_; }

  /// Takes the next frame, later than the one before; null after the last one.
  [[nodiscard]] Expected<void> send(const AVFrame* frame);
  /// The next packet, in decoding order and ticks of the input's time base; null where another
  /// frame is needed, or at the end.
  [[nodiscard]] Expected<PacketPtr> receive();

 private:
  explicit VideoEncoder(CodecContextPtr context) : context_(std::move(context)) {}

  CodecContextPtr context_;
  /// Of the frames inside the encoder, by their time: most encoders forget them.
  std::map<std::int64_t, std::int64_t> durations_;
};

}  // namespace tintflow
