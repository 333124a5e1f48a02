#include "io/video_decoder.h"

#include <utility>

#include <fmt/format.h>

#include "io/cuda_decoding.h"
#include "io/ffmpeg_error.h"
#include "io/ffmpeg_log.h"

namespace tintflow {
namespace {

bool is_damaged(const AVFrame& frame) {
  return (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame.decode_error_flags != 0;
}

}  // namespace

Expected<VideoDecoder> VideoDecoder::open(const AVStream& stream, const DecodeLimits& limits,
                                          std::optional<int> cuda) {
  const cv::Size size(stream.codecpar->width, stream.codecpar->height);
  if (const auto checked = check_limits(size, limits); !checked) {
    return tl::unexpected(checked.error());
  }
  const FfmpegLog log;
  const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
  if (codec == nullptr) {
    return tl::unexpected(fmt::format("there is no decoder for its codec {}",
                                      avcodec_get_name(stream.codecpar->codec_id)));
  }
  auto context = checked(CodecContextPtr(avcodec_alloc_context3(codec)));
  int error = avcodec_parameters_to_context(context.get(), stream.codecpar);
  context->pkt_timebase = stream.time_base;
  // One: the graph's workers own the cores, and damage is then told by the call that met it.
  context->thread_count = 1;
  context->max_pixels = limits.max_pixels;
  context->err_recognition = AV_EF_CRCCHECK | AV_EF_BITSTREAM | AV_EF_BUFFER;
  const auto on_cuda = cuda ? decode_on_cuda(*context, *cuda) : Expected<void>();
  if (error >= 0) error = avcodec_open2(context.get(), codec, nullptr);
  if (error < 0) {
    return tl::unexpected(
        fmt::format("its {} stream cannot be decoded: {}", codec->name,
                    log.first_error().empty() ? ffmpeg_error(error) : log.first_error()));
  }
  VideoDecoder decoder(std::move(context));
  if (!on_cuda) decoder.notice_ = "is decoded on the processor: " + on_cuda.error();
  return decoder;
}

VideoDecoder::VideoDecoder(CodecContextPtr context) : context_(std::move(context)) {
  const AVCodecDescriptor* codec = avcodec_descriptor_get(context_->codec_id);
  keeps_order_ = codec != nullptr && (codec->props & AV_CODEC_PROP_REORDER) == 0;
}

Expected<void> VideoDecoder::send(const AVPacket* packet) {
  const FfmpegLog log;
  const int error = avcodec_send_packet(context_.get(), packet);
  if (error >= 0) {
    if (message_.empty() && keeps_order_) message_ = log.first_error();
    return {};
  }
  waits_for_key_frame_ = true;
  return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
}

Expected<FramePtr> VideoDecoder::receive() {
  const FfmpegLog log;
  auto frame = checked(FramePtr(av_frame_alloc()));
  const int error = avcodec_receive_frame(context_.get(), frame.get());
  if (error == AVERROR(EAGAIN) || error == AVERROR_EOF) return nullptr;
  const std::string message = std::exchange(message_, {});
  if (error < 0 || is_damaged(*frame) || !message.empty()) {
    waits_for_key_frame_ = true;
    if (!message.empty()) return tl::unexpected(message);
    if (!log.first_error().empty()) return tl::unexpected(log.first_error());
    return tl::unexpected(error < 0 ? ffmpeg_error(error) : "pixels are missing");
  }
  if (frame->key_frame != 0) waits_for_key_frame_ = false;
  if (waits_for_key_frame_) {
    return tl::unexpected(std::string("it is predicted from a damaged frame"));
  }
  return in_memory(std::move(frame));
}

}  // namespace tintflow
