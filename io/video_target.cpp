#include "io/video_target.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include <fmt/format.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/pixdesc.h>
#include <libswscale/swscale.h>
}

namespace tintflow {
namespace {

using enum VideoCodec;

struct CodecFacts {
  VideoCodec codec;
  std::string_view name;
  const char* encoder;
  /// Largest constant rate factor, and the default: hard to tell from the original in line art.
  int largest_crf, usual_crf;
};

constexpr std::array kCodecs{
    CodecFacts{h264, "h264", "libx264", 51, 18},
    CodecFacts{hevc, "hevc", "libx265", 51, 20},
    CodecFacts{vp9, "vp9", "libvpx-vp9", 63, 24},
    CodecFacts{av1, "av1", "libsvtav1", 63, 24},
    CodecFacts{prores, "prores", "prores_ks", 0, 0},
    CodecFacts{ffv1, "ffv1", "ffv1", 0, 0},
    CodecFacts{gif, "gif", "gif", 0, 0},
    CodecFacts{raw, "raw", "wrapped_avframe", 0, 0},
    CodecFacts{rawvideo, "rawvideo", "rawvideo", 0, 0},
};

const CodecFacts& facts_of(VideoCodec codec) {
  return *std::ranges::find(kCodecs, codec, &CodecFacts::codec);
}

struct ContainerFacts {
  VideoContainer container;
  std::string_view name;
  const char* muxer;
};

constexpr std::array kContainers{
    ContainerFacts{VideoContainer::mp4, "MP4", "mp4"},
    ContainerFacts{VideoContainer::mov, "QuickTime", "mov"},
    ContainerFacts{VideoContainer::mkv, "Matroska", "matroska"},
    ContainerFacts{VideoContainer::webm, "WebM", "webm"},
    ContainerFacts{VideoContainer::gif, "GIF", "gif"},
    ContainerFacts{VideoContainer::y4m, "YUV4MPEG2", "yuv4mpegpipe"},
    ContainerFacts{VideoContainer::rawvideo, "raw video", "rawvideo"},
};

const ContainerFacts& facts_of(VideoContainer container) {
  return *std::ranges::find(kContainers, container, &ContainerFacts::container);
}

constexpr std::array kExtensions{
    std::pair{".mp4", VideoContainer::mp4},   std::pair{".m4v", VideoContainer::mp4},
    std::pair{".mov", VideoContainer::mov},   std::pair{".mkv", VideoContainer::mkv},
    std::pair{".webm", VideoContainer::webm}, std::pair{".gif", VideoContainer::gif},
    std::pair{".y4m", VideoContainer::y4m},
};

VideoCodec usual_codec(VideoContainer container, bool deep, bool alpha) {
  const auto codecs = codecs_of(container);
  const auto has = [&](VideoCodec codec) { return std::ranges::count(codecs, codec) > 0; };
  if (alpha && has(ffv1)) return ffv1;
  if (alpha && has(prores)) return prores;
  // Few players show H.264 of more than 8 bits.
  return deep && has(hevc) ? hevc : codecs.front();
}

/// Those that an encoder lists.
std::vector<AVPixelFormat> listed_formats(const char* encoder) {
  std::vector<AVPixelFormat> formats;
  const AVPixelFormat* one = avcodec_find_encoder_by_name(encoder)->pix_fmts;
  for (; one != nullptr && *one != AV_PIX_FMT_NONE; ++one) formats.push_back(*one);
  return formats;
}

/// All that pictures can be converted to.
std::vector<AVPixelFormat> convertible_formats() {
  std::vector<AVPixelFormat> formats;
  for (const AVPixFmtDescriptor* one = av_pix_fmt_desc_next(nullptr); one != nullptr;
       one = av_pix_fmt_desc_next(one)) {
    const AVPixelFormat format = av_pix_fmt_desc_get_id(one);
    if (sws_isSupportedOutput(format) != 0) formats.push_back(format);
  }
  return formats;
}

/// Formats of each depth that the codec's players know, or all for lossless ones.
std::vector<AVPixelFormat> usual_formats(VideoCodec codec, bool alpha, cv::Size size) {
  const bool odd = size.width % 2 != 0 || size.height % 2 != 0;
  switch (codec) {
    case h264:
      if (odd) return {AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV444P10};
      return {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV420P10};
    case hevc:
      if (odd) return {AV_PIX_FMT_YUV444P, AV_PIX_FMT_YUV444P10, AV_PIX_FMT_YUV444P12};
      return {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV420P10, AV_PIX_FMT_YUV420P12};
    case vp9:
      if (alpha) return {AV_PIX_FMT_YUVA420P};
      return {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV420P10, AV_PIX_FMT_YUV420P12};
    case av1:
      return {AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUV420P10};
    case prores:
      if (alpha) return {AV_PIX_FMT_YUVA444P10};
      return {AV_PIX_FMT_YUV422P10};
    case gif:
      return {AV_PIX_FMT_PAL8};
    case raw:
      return {AV_PIX_FMT_YUV420P,   AV_PIX_FMT_YUV422P,   AV_PIX_FMT_YUV444P,  AV_PIX_FMT_YUV420P10,
              AV_PIX_FMT_YUV422P10, AV_PIX_FMT_YUV444P10, AV_PIX_FMT_YUV420P12};
    case rawvideo:
      return convertible_formats();
    case ffv1:
      break;
  }
  return listed_formats("ffv1");
}

/// All that the codec takes.
std::vector<AVPixelFormat> known_formats(VideoCodec codec) {
  if (codec == raw || codec == rawvideo) return usual_formats(codec, false, {});
  return listed_formats(encoder_name(codec));
}

AVPixelFormat nearest(const std::vector<AVPixelFormat>& formats, AVPixelFormat source, bool alpha) {
  AVPixelFormat best = formats.front();
  for (const AVPixelFormat format : formats) {
    int loss = 0;
    best = av_find_best_pix_fmt_of_2(best, format, source, static_cast<int>(alpha), &loss);
  }
  return best;
}

std::string list_of(std::span<const VideoCodec> codecs) {
  std::string names;
  for (const VideoCodec codec : codecs) {
    names += (names.empty() ? "" : ", ") + std::string(codec_name(codec));
  }
  return names;
}

Expected<AVPixelFormat> wished_format(const std::string& name, VideoCodec codec) {
  const std::vector<AVPixelFormat> formats = known_formats(codec);
  const AVPixelFormat format = av_get_pix_fmt(name.c_str());
  if (std::ranges::count(formats, format) > 0) return format;
  std::string known = "that 'ffmpeg -pix_fmts' marks with O";
  if (codec != rawvideo) {
    known.clear();
    for (const AVPixelFormat one : formats) {
      known += (known.empty() ? "" : ", ") + std::string(av_get_pix_fmt_name(one));
    }
  }
  return tl::unexpected(
      fmt::format("{} takes the pixel formats {}, not '{}'", codec_name(codec), known, name));
}

}  // namespace

std::optional<VideoContainer> container_of_extension(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto& [known, container] : kExtensions) {
    if (extension == known) return container;
  }
  return std::nullopt;
}

const char* muxer_name(VideoContainer container) { return facts_of(container).muxer; }
std::string_view container_name(VideoContainer container) { return facts_of(container).name; }

std::optional<VideoCodec> codec_of_name(std::string_view name) {
  const auto* const found = std::ranges::find(kCodecs, name, &CodecFacts::name);
  if (found == kCodecs.end()) return std::nullopt;
  return found->codec;
}

std::string_view codec_name(VideoCodec codec) { return facts_of(codec).name; }
const char* encoder_name(VideoCodec codec) { return facts_of(codec).encoder; }

std::span<const VideoCodec> codecs_of(VideoContainer container) {
  static constexpr std::array in_mp4{h264, hevc, av1, vp9};
  static constexpr std::array in_mov{h264, hevc, prores};
  static constexpr std::array in_mkv{h264, hevc, vp9, av1, ffv1, prores};
  static constexpr std::array in_webm{vp9, av1};
  static constexpr std::array in_gif{gif};
  static constexpr std::array in_y4m{raw};
  static constexpr std::array in_rawvideo{rawvideo};
  switch (container) {
    case VideoContainer::mp4:
      return in_mp4;
    case VideoContainer::mov:
      return in_mov;
    case VideoContainer::mkv:
      return in_mkv;
    case VideoContainer::webm:
      return in_webm;
    case VideoContainer::gif:
      return in_gif;
    case VideoContainer::y4m:
      return in_y4m;
    case VideoContainer::rawvideo:
      break;
  }
  return in_rawvideo;
}

Expected<VideoTarget> choose_target(const VideoWish& wish, const VideoInfo& input, cv::Size size,
                                    std::vector<std::string>& notices) {
  const auto codecs = codecs_of(wish.container);
  VideoTarget target{.container = wish.container};
  const bool deep = input.depth() > 8;
  target.codec = wish.codec.value_or(usual_codec(wish.container, deep, input.has_alpha()));
  if (std::ranges::count(codecs, target.codec) == 0) {
    return tl::unexpected(fmt::format("{} holds {}, not {}", container_name(wish.container),
                                      list_of(codecs), codec_name(target.codec)));
  }
  const CodecFacts& codec = facts_of(target.codec);
  if (wish.crf && (codec.largest_crf == 0 || *wish.crf < 0 || *wish.crf > codec.largest_crf)) {
    return tl::unexpected(
        codec.largest_crf == 0
            ? fmt::format("{} has no constant rate factor", codec.name)
            : fmt::format("the constant rate factor of {} is from 0 to {}, not {}", codec.name,
                          codec.largest_crf, *wish.crf));
  }
  if (codec.largest_crf > 0) target.crf = wish.crf.value_or(codec.usual_crf);
  if (wish.pixel_format.empty()) {
    target.pixel_format = nearest(usual_formats(target.codec, input.has_alpha(), size),
                                  input.pixel_format, input.has_alpha());
  } else {
    const auto format = wished_format(wish.pixel_format, target.codec);
    if (!format) return tl::unexpected(format.error());
    target.pixel_format = *format;
  }
  const AVPixFmtDescriptor* stored = av_pix_fmt_desc_get(target.pixel_format);
  const auto cannot = [&](std::string_view what) {
    notices.push_back(fmt::format("{} in {} {}", codec.name, container_name(wish.container), what));
  };
  const bool stores_alpha = (stored->flags & AV_PIX_FMT_FLAG_ALPHA) != 0 &&
                            target.pixel_format != AV_PIX_FMT_PAL8;  // its palette is opaque
  if (input.has_alpha() && !stores_alpha) {
    cannot("keeps no transparency: it is laid on the background");
  }
  if (deep && stored->comp[0].depth < input.depth()) {
    cannot(fmt::format("keeps {} of {} bits", stored->comp[0].depth, input.depth()));
  }
  return target;
}

}  // namespace tintflow
