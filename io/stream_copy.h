#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/demuxer.h"
#include "io/muxer.h"

namespace tintflow {

/// Carries what a video's file holds beside the video to another file, packet by packet: sound,
/// subtitles, attached files, cover pictures, chapters, tags. Reads the file a second time, so that
/// it never holds more than one packet. Not thread-safe.
class StreamCopy {
 public:
  explicit StreamCopy(Demuxer input);

  /// Adds all that `muxer` can hold, in the input's order with the video in its place; returns what
  /// it cannot hold. `stream_of_video` becomes the video's index.
  [[nodiscard]] std::vector<std::string> add_to(Muxer& muxer, const AVCodecContext& video,
                                                int& stream_of_video);

  /// Writes the packets that come before `seconds`.
  void advance(double seconds, Muxer& muxer);
  /// Writes all that is left.
  void finish(Muxer& muxer);

  /// Packets that the muxer refused, and the reason of the first; damage of the input.
  [[nodiscard]] std::vector<std::string> problems() const;

 private:
  /// The next packet stays here until its time comes.
  bool fetch();
  [[nodiscard]] double seconds_of(const AVPacket& packet) const;
  void write_held(Muxer& muxer);

  Demuxer input_;
  /// Index in the output by index in the input; negative: left out.
  std::vector<int> output_index_;
  PacketPtr held_;
  bool at_end_ = false;
  std::uint64_t refused_ = 0;
  std::string refusal_;
  std::string damage_;
};

}  // namespace tintflow
