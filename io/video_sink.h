#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/muxer.h"
#include "io/sink.h"
#include "io/stream_copy.h"
#include "io/video_encoder.h"

namespace tintflow {

/// Encodes the frames of an ordered run, and puts them with their sound into one file. Not
/// thread-safe.
class VideoSink : public Sink {
 public:
  /// `name`: what messages call the output, which outlives the sink. `copy`: what else the input
  /// holds, where it can be read a second time.
  VideoSink(std::string name, VideoOutput& output, VideoTarget target, VideoInfo input,
            std::optional<StreamCopy> copy);

  /// Takes the next frame, as `frame_of_picture` makes them. Throws `FatalError` where the encoder
  /// or the disk takes no more.
  Expected<void> write(const Encoded& frame) override;

  /// How a file ends: with all that belongs to its last frame, or behind the last frame.
  enum class Ending { whole, early };
  /// Ends the file so that it plays. The error says why it does not, as where there was no frame.
  [[nodiscard]] Expected<void> finish(Ending ending);

  /// What the output does not hold, or not as the input did; complete after `finish`.
  [[nodiscard]] std::vector<std::string> notices() const;

 private:
  void open(const AVFrame& first);
  void write_packets();
  void check_output(const Expected<void>& done);

  const std::string name_;
  VideoOutput& output_;
  const VideoTarget target_;
  const VideoInfo input_;
  std::optional<StreamCopy> copy_;
  Muxer muxer_;
  std::optional<VideoEncoder> encoder_;
  int stream_ = 0;
  bool is_open_ = false;
  bool has_failed_ = false;
  std::vector<std::string> notices_;
};

}  // namespace tintflow
