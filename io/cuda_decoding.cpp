#include "io/cuda_decoding.h"

#include <string>

#include <fmt/format.h>

#include "io/ffmpeg_error.h"
#include "io/ffmpeg_log.h"

extern "C" {
#include <libavutil/hwcontext.h>
}

namespace tintflow {
namespace {

bool can_use_cuda(const AVCodec& codec) {
  for (int i = 0;; ++i) {
    const AVCodecHWConfig* config = avcodec_get_hw_config(&codec, i);
    if (config == nullptr) return false;
    if (config->device_type == AV_HWDEVICE_TYPE_CUDA &&
        (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0) {
      return true;
    }
  }
}

AVPixelFormat choose_format(AVCodecContext* decoder, const AVPixelFormat* formats) {
  for (const AVPixelFormat* format = formats; *format != AV_PIX_FMT_NONE; ++format) {
    if (*format == AV_PIX_FMT_CUDA) return *format;
  }
  return avcodec_default_get_format(decoder, formats);
}

}  // namespace

Expected<void> decode_on_cuda(AVCodecContext& decoder, int device) {
  if (!can_use_cuda(*decoder.codec)) {
    return tl::unexpected(fmt::format("NVDEC does not know {}", decoder.codec->name));
  }
  const FfmpegLog log;
  const int error = av_hwdevice_ctx_create(&decoder.hw_device_ctx, AV_HWDEVICE_TYPE_CUDA,
                                           fmt::format("{}", device).c_str(), nullptr, 0);
  if (error < 0) {
    return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
  }
  decoder.get_format = choose_format;
  return {};
}

Expected<FramePtr> in_memory(FramePtr frame) {
  if (frame->format != AV_PIX_FMT_CUDA) return frame;
  const FfmpegLog log;
  auto copy = checked(FramePtr(av_frame_alloc()));
  int error = av_hwframe_transfer_data(copy.get(), frame.get(), 0);
  if (error >= 0) error = av_frame_copy_props(copy.get(), frame.get());
  if (error >= 0) return copy;
  return tl::unexpected(log.first_error().empty() ? ffmpeg_error(error) : log.first_error());
}

}  // namespace tintflow
