#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "io/demuxer.h"
#include "io/video_decoder.h"

namespace tintflow {

/// Frames that a video should hold and does not give.
struct DamagedStretch {
  std::string reason;
  /// When the last good frame before it ends, in ticks of the video's time base; none where there
  /// is no such frame.
  std::optional<std::int64_t> from;
  /// When the next good frame starts; none where the video ends.
  std::optional<std::int64_t> to;
};

/// Reads the frames of a file's video in presentation order. Not thread-safe.
class VideoReader {
 public:
  /// The error says what the file lacks: a video stream, a decoder, a key; or that its frames
  /// are too large. `cuda` as in `VideoDecoder`.
  [[nodiscard]] static Expected<VideoReader> open(Demuxer demuxer, const DecodeLimits& limits = {},
                                                  std::optional<int> cuda = {});

  [[nodiscard]] const AVStream& stream() const { return *demuxer_.video(); }
  /// The decoder's, or empty.
  [[nodiscard]] const std::string& notice() const { return decoder_.notice(); }
  [[nodiscard]] const AVFormatContext& file() const { return demuxer_.context(); }

  /// The next frame, or the stretch that is missing in its place; nothing at the end. A frame's
  /// `best_effort_timestamp` is its time and later than that of the frame before.
  [[nodiscard]] std::optional<tl::expected<FramePtr, DamagedStretch>> next();

 private:
  VideoReader(Demuxer demuxer, VideoDecoder decoder);

  void feed_decoder();
  void settle_time(AVFrame& frame) const;
  void note_damage(const std::string& reason);
  [[nodiscard]] std::optional<DamagedStretch> last_stretch() const;

  Demuxer demuxer_;
  VideoDecoder decoder_;
  /// Ticks that a frame takes where neither file nor codec says.
  std::int64_t usual_duration_;
  std::optional<std::int64_t> last_start_;
  std::int64_t last_end_ = 0;
  std::int64_t packets_ = 0;
  int container_errors_ = 0;
  bool at_end_ = false;
  /// Reason of the first damage since the last good frame.
  std::optional<std::string> damage_;
  /// The frame behind a stretch that was just told.
  FramePtr frame_behind_;
};

}  // namespace tintflow
