#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/result.h"
#include "io/video_info.h"

namespace tintflow {

/// `rawvideo`: frames one after the other without any header.
enum class VideoContainer { mp4, mov, mkv, webm, gif, y4m, rawvideo };
/// `raw` hands frames to a muxer that writes them itself, `rawvideo` is their bytes.
enum class VideoCodec { h264, hevc, vp9, av1, prores, ffv1, gif, raw, rawvideo };

/// What a video is stored as.
struct VideoTarget {
  VideoContainer container = VideoContainer::mp4;
  VideoCodec codec = VideoCodec::h264;
  /// Constant rate factor; none for codecs without one.
  std::optional<int> crf = {};
  /// What the frames are stored as.
  AVPixelFormat pixel_format = AV_PIX_FMT_YUV420P;
};

/// What a person may ask for; the rest follows from the input.
struct VideoWish {
  VideoContainer container = VideoContainer::mp4;
  std::optional<VideoCodec> codec = {};
  std::optional<int> crf = {};
  /// FFmpeg's name of a pixel format; empty for none.
  std::string pixel_format = {};
};

/// The container that a file name's extension stands for.
[[nodiscard]] std::optional<VideoContainer> container_of_extension(
    const std::filesystem::path& path);
/// The container's name as FFmpeg's muxers have it.
[[nodiscard]] const char* muxer_name(VideoContainer container);
/// As people write it, for example "MP4".
[[nodiscard]] std::string_view container_name(VideoContainer container);

/// The codec that a name such as "h264" stands for.
[[nodiscard]] std::optional<VideoCodec> codec_of_name(std::string_view name);
[[nodiscard]] std::string_view codec_name(VideoCodec codec);
/// The encoder's name as FFmpeg has it.
[[nodiscard]] const char* encoder_name(VideoCodec codec);
/// Codecs that a container can hold, the one that is taken for most videos first.
[[nodiscard]] std::span<const VideoCodec> codecs_of(VideoContainer container);

/// Settles what to write of a video of `depth` bits, with alpha or not, in pictures of `size`. What
/// the target cannot keep of them is added to `notices`. The error is a usage error: what is wished
/// for cannot be.
[[nodiscard]] Expected<VideoTarget> choose_target(const VideoWish& wish, const VideoInfo& input,
                                                  cv::Size size, std::vector<std::string>& notices);

}  // namespace tintflow
