#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "io/demuxer.h"
#include "io/muxer.h"
#include "io/video_encoder.h"
#include "io/video_info.h"

namespace tintflow {

/// A film that a test makes. Frame n is of one color, by which it is known again.
struct Film {
  cv::Size size{64, 48};
  AVRational time_base{1, 24};
  AVRational frame_rate{24, 1};
  AVRational sample_aspect{0, 1};
  /// When each frame starts.
  std::vector<std::int64_t> times{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  VideoTarget target{.container = VideoContainer::mkv,
                     .codec = VideoCodec::ffv1,
                     .crf = {},
                     .pixel_format = AV_PIX_FMT_YUV444P};
  VideoColor color{AVCOL_SPC_BT709, AVCOL_RANGE_MPEG, AVCOL_PRI_BT709, AVCOL_TRC_BT709};
  /// Packets of sound, each of a tenth of a second.
  int sound_packets = 0;
  /// Changes the output before its header is written.
  std::function<void(AVFormatContext&)> arrange = {};
  /// Changes the bytes of the packet of that number.
  std::function<void(AVPacket&, int)> damage = {};
};

/// The level of frame `n` in all channels, 0 to 255.
[[nodiscard]] int level_of_frame(std::size_t n);

/// What describes the film to an encoder.
[[nodiscard]] VideoInfo info_of(const Film& film);

/// The frames that the film consists of, as an encoder takes them.
[[nodiscard]] std::shared_ptr<const AVFrame> frame_of(const Film& film, std::size_t n);

/// Writes the film to a file.
void write_film(const Film& film, const std::filesystem::path& path);

/// The demuxer of a file that is there and good.
[[nodiscard]] Demuxer open_film(const std::filesystem::path& path);

}  // namespace tintflow
