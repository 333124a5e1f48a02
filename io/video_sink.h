#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "io/muxer.h"
#include "io/packet_journal.h"
#include "io/sink.h"
#include "io/stream_copy.h"
#include "io/video_encoder.h"

namespace tintflow {

/// How a film is encoded part by part, so that a run which was ended can go on with the part it was
/// in and the film is the same as if it had not been.
struct VideoSegments {
  /// Frames of a segment, each of which begins with an encoder of its own: as many as most encoders
  /// have between two key frames at most.
  static constexpr std::uint64_t usual_length = 250;
  std::uint64_t length = usual_length;
  /// The film's frame that the run begins with, a boundary of the journal or 0.
  std::uint64_t first_frame = 0;
  /// Keeps the packets, and has those of the frames before; null for none.
  PacketJournal* journal = nullptr;
};

/// Encodes the frames of an ordered run, and puts them with their sound into one file. Not
/// thread-safe.
class VideoSink : public Sink {
 public:
  /// `name`: what messages call the output, which outlives the sink. `copy`: what else the input
  /// holds, where it can be read a second time. `segments.journal` outlives the sink, too.
  VideoSink(std::string name, VideoOutput& output, VideoTarget target, VideoInfo input,
            std::optional<StreamCopy> copy, VideoSegments segments = {});

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
  [[nodiscard]] VideoEncoder open_encoder(const AVFrame& first);
  void open(const AVFrame& first);
  void replay();
  void begin_segment(std::uint64_t segment, const AVFrame& first);
  void write_packets();
  void write_packet(PacketPtr packet);
  void advance(std::int64_t time);
  /// Calls `append` with the journal, which is given up where that fails.
  void keep(const std::function<Expected<void>(PacketJournal&)>& append);
  void check_output(const Expected<void>& done);

  const std::string name_;
  VideoOutput& output_;
  const VideoTarget target_;
  const VideoInfo input_;
  std::optional<StreamCopy> copy_;
  VideoSegments segments_;
  Muxer muxer_;
  std::optional<VideoEncoder> encoder_;
  std::uint64_t segment_ = 0;
  /// Of the last packet, in decoding order.
  std::int64_t last_decoding_time_ = AV_NOPTS_VALUE;
  int stream_ = 0;
  bool is_open_ = false;
  bool has_failed_ = false;
  std::vector<std::string> notices_;
};

}  // namespace tintflow
