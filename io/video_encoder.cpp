#include "io/video_encoder.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "io/ffmpeg_error.h"
#include "io/ffmpeg_log.h"

extern "C" {
#include <libavutil/cpu.h>
#include <libavutil/pixdesc.h>
}

namespace tintflow {
namespace {

constexpr int kThreads = 4;

/// Pictures in a second where the video does not say.
constexpr AVRational kUsualRate{25, 1};

/// x264's names of what a processor with AVX-512 has besides. Its macroblock tree reads memory that
/// nothing has written where it uses AVX-512 (seen in build 164), so that the same frames give
/// other packets each time.
constexpr const char* kX264WithoutAvx512 = "MMX2,SSE2Fast,LZCNT,SSSE3,SSE4.2,AVX,FMA3,BMI2,AVX2";

/// SVT-AV1 is fast, but takes no odd and no small sizes.
bool takes_size(const AVFrame& frame) {
  constexpr int least = 64;
  return frame.width >= least && frame.height >= least && frame.width % 2 == 0 &&
         frame.height % 2 == 0;
}

class Options {
 public:
  Options() = default;
  ~Options() { av_dict_free(&dictionary_); }
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;

  void set(const char* name, const std::string& value) {
    av_dict_set(&dictionary_, name, value.c_str(), 0);
  }
  [[nodiscard]] AVDictionary** get() { return &dictionary_; }

 private:
  AVDictionary* dictionary_ = nullptr;
};

void set_options(const VideoTarget& target, AVCodecContext& context, Options& options) {
  const std::string crf = fmt::format("{}", target.crf.value_or(0));
  switch (target.codec) {
    case VideoCodec::h264:
      options.set("crf", crf);
      options.set("tune", "animation");
      if ((av_get_cpu_flags() & AV_CPU_FLAG_AVX512) != 0) {
        options.set("x264-params", std::string("asm=") + kX264WithoutAvx512);
      }
      break;
    case VideoCodec::hevc:
      options.set("crf", crf);
      options.set("preset", "fast");
      // x265 has threads and a log of its own.
      options.set("x265-params", fmt::format("log-level=none:pools={}:frame-threads=2", kThreads));
      break;
    case VideoCodec::vp9:
      options.set("crf", crf);
      options.set("b", "0");  // quality alone decides
      options.set("deadline", "good");
      options.set("cpu-used", "4");
      options.set("row-mt", "1");
      if (target.pixel_format == AV_PIX_FMT_YUVA420P) options.set("auto-alt-ref", "0");
      break;
    case VideoCodec::av1:
      options.set("crf", crf);
      if (context.codec->name == std::string_view("libsvtav1")) {
        options.set("preset", "8");
        options.set("svtav1-params", fmt::format("lp={}", kThreads));
      } else {
        options.set("b", "0");
        options.set("cpu-used", "6");
        options.set("row-mt", "1");
      }
      break;
    case VideoCodec::prores:
      options.set("vendor", "apl0");
      options.set("profile", target.pixel_format == AV_PIX_FMT_YUV422P10 ? "hq" : "4444");
      break;
    case VideoCodec::ffv1:
      options.set("level", "3");
      options.set("slicecrc", "1");
      context.gop_size = 1;
      break;
    case VideoCodec::gif:
    case VideoCodec::raw:
    case VideoCodec::rawvideo:
      break;
  }
}

}  // namespace

Expected<VideoEncoder> VideoEncoder::open(const VideoTarget& target, const VideoInfo& input,
                                          const AVFrame& first, bool global_header) {
  const FfmpegLog log;
  const char* name = encoder_name(target.codec);
  if (target.codec == VideoCodec::av1 && !takes_size(first)) name = "libaom-av1";
  const AVCodec* codec = avcodec_find_encoder_by_name(name);
  if (codec == nullptr) {
    return tl::unexpected(
        fmt::format("this FFmpeg has no encoder {}: choose another --codec", name));
  }
  auto context = checked(CodecContextPtr(avcodec_alloc_context3(codec)));
  context->width = first.width;
  context->height = first.height;
  context->pix_fmt = static_cast<AVPixelFormat>(first.format);
  context->time_base = input.time_base;
  context->framerate = input.frame_rate.num > 0 ? input.frame_rate : kUsualRate;
  context->sample_aspect_ratio = input.sample_aspect;
  context->colorspace = first.colorspace;
  context->color_range = first.color_range;
  context->color_primaries = first.color_primaries;
  context->color_trc = first.color_trc;
  context->thread_count = kThreads;
  if (global_header) context->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  Options options;
  set_options(target, *context, options);
  const int error = avcodec_open2(context.get(), codec, options.get());
  if (error < 0) {
    return tl::unexpected(
        fmt::format("the encoder {} refuses {} x {} pixels of {}: {}", codec->name, first.width,
                    first.height, av_get_pix_fmt_name(context->pix_fmt),
                    log.first_error().empty() ? ffmpeg_error(error) : log.first_error()));
  }
  return VideoEncoder(std::move(context));
}

Expected<void> VideoEncoder::send(const AVFrame* frame) {
  const FfmpegLog log;
  const int error = avcodec_send_frame(context_.get(), frame);
  if (error >= 0) {
    if (frame != nullptr) durations_[frame->pts] = frame->pkt_duration;
    return {};
  }
  return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
}

Expected<PacketPtr> VideoEncoder::receive() {
  const FfmpegLog log;
  auto packet = checked(PacketPtr(av_packet_alloc()));
  const int error = avcodec_receive_packet(context_.get(), packet.get());
  if (error == AVERROR(EAGAIN) || error == AVERROR_EOF) return nullptr;
  if (error < 0) {
    return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
  }
  const auto duration = durations_.find(packet->pts);
  if (duration != durations_.end()) {
    packet->duration = duration->second;
    durations_.erase(duration);
  }
  return packet;
}

}  // namespace tintflow
