#pragma once

#include <string_view>

#include "io/ffmpeg_handles.h"
#include "io/result.h"
#include "io/video_output.h"
#include "io/video_target.h"

namespace tintflow {

/// Puts packets together to a media file. Not thread-safe.
///
/// First the streams are added, then `begin`, `write` and `finish` are called in this order.
class Muxer {
 public:
  /// `output` outlives the muxer.
  Muxer(VideoContainer container, VideoOutput& output);

  [[nodiscard]] AVFormatContext& context() { return *context_; }
  [[nodiscard]] const AVOutputFormat& format() const { return *context_->oformat; }
  /// As people call the container.
  [[nodiscard]] std::string_view name() const { return container_name(container_); }
  [[nodiscard]] bool wants_global_header() const;
  /// True where the container has a way to hold a stream of this kind.
  [[nodiscard]] bool can_hold(const AVCodecParameters& stream) const;

  /// Adds the video that `encoder` makes; `time_base` is what its packets count in.
  AVStream& add_video(const AVCodecContext& encoder, const AVStream* input);
  /// Adds a stream whose packets are those of `input`.
  AVStream& add_copy(const AVStream& input);
  /// Moves all times so that none is negative.
  void start_at_zero();
  /// Takes over title, chapters and the like.
  void copy_metadata(const AVFormatContext& input);

  [[nodiscard]] Expected<void> begin();
  /// Takes the packet, whose times are in `time_base`, for stream `index`. Packets of one stream
  /// come in decoding order, those of several in any.
  [[nodiscard]] Expected<void> write(AVPacket& packet, int index, AVRational time_base);
  /// Writes what ends a file, also behind an error of `write`.
  [[nodiscard]] Expected<void> finish();

 private:
  const VideoContainer container_;
  OutputPtr context_;
  VideoOutput& output_;
};

}  // namespace tintflow
