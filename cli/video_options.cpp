#include "cli/video_options.h"

#include "cli/command_error.h"
#include "cli/parse_values.h"

extern "C" {
#include <libavutil/parseutils.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace po = boost::program_options;

namespace tintflow {

po::options_description describe(VideoOptions& values) {
  po::options_description options("Options for videos");
  const auto text = [](std::string& value) { return po::value(&value)->default_value(value); };
  options.add_options()  //
      ("codec", text(values.codec),
       "h264, hevc, vp9, av1, prores or ffv1; auto takes h264 in mp4, mov and mkv, hevc there for "
       "more than 8 bits, prores in mov and ffv1 in mkv for transparency, vp9 in webm")  //
      ("crf", text(values.crf),
       "constant rate factor, 0 is best; auto takes 18 for h264, 20 for hevc, 24 for vp9 and "
       "av1")  //
      ("pix-fmt", text(values.pixel_format),
       "FFmpeg's name of a pixel format, such as yuv444p; auto keeps the input's bits and alpha "
       "where the codec can, in 4:2:0 that every player shows")  //
      ("fps", po::value(&values.fps),
       "pictures in a second, such as 24 or 24000/1001, where pictures become a video, or of "
       "--raw-input; default 24")  //
      ("raw-input", po::value(&values.raw_input),
       "WxH:FORMAT, such as 640x360:rgb24: standard input (-) gives frames without a header, in "
       "FFmpeg's format of that name")  //
      ("raw-output", po::bool_switch(&values.raw_output),
       "frames without a header to standard output (-o -) in place of YUV4MPEG2, in --pix-fmt or "
       "the input's own format");
  return options;
}

VideoWish video_wish(const VideoOptions& options, VideoContainer container) {
  VideoWish wish{.container = container};
  if (options.codec != "auto") {
    wish.codec = codec_of_name(options.codec);
    if (!wish.codec) {
      throw UsageError("--codec takes h264, hevc, vp9, av1, prores or ffv1, not '" + options.codec +
                       "'");
    }
  }
  wish.crf = parse_count_or_auto(options.crf, "crf", 0);
  if (options.pixel_format != "auto") wish.pixel_format = options.pixel_format;
  return wish;
}

std::optional<RawVideo> raw_video(const VideoOptions& options) {
  if (options.raw_input.empty()) return std::nullopt;
  const std::size_t colon = options.raw_input.find(':');
  const auto size = parse_size(options.raw_input.substr(0, colon));
  if (colon == std::string::npos || !size) {
    throw UsageError("--raw-input takes WxH:FORMAT such as 640x360:rgb24, not '" +
                     options.raw_input + "'");
  }
  const std::string format = options.raw_input.substr(colon + 1);
  const RawVideo raw{*size, av_get_pix_fmt(format.c_str()), frame_rate(options)};
  if (sws_isSupportedInput(raw.format) == 0) {
    throw UsageError(
        "--raw-input takes a pixel format that 'ffmpeg -pix_fmts' marks with I, not '" + format +
        "'");
  }
  return raw;
}

bool tells_how_to_store(const VideoOptions& options) {
  VideoOptions usual;
  usual.raw_input = options.raw_input;
  if (!options.raw_input.empty()) usual.fps = options.fps;
  return !(options == usual);
}

AVRational frame_rate(const VideoOptions& options) {
  AVRational rate{24, 1};
  if (!options.fps.empty() && av_parse_video_rate(&rate, options.fps.c_str()) < 0) {
    throw UsageError("--fps takes a rate such as 24 or 24000/1001, not '" + options.fps + "'");
  }
  return rate;
}

}  // namespace tintflow
