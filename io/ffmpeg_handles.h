#pragma once

#include <memory>
#include <new>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libswscale/swscale.h>
}

namespace tintflow {

/// Frees what FFmpeg allocated, by the function that belongs to its type.
struct FfmpegDeleter {
  void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
  void operator()(SwsContext* context) const { sws_freeContext(context); }
  void operator()(AVIOContext* context) const {
    av_freep(&context->buffer);
    avio_context_free(&context);
  }
};

/// An opened input; what `pb` points to is freed only where FFmpeg opened it itself.
struct InputDeleter {
  void operator()(AVFormatContext* context) const { avformat_close_input(&context); }
};
/// An output, whose `pb` its maker frees.
struct OutputDeleter {
  void operator()(AVFormatContext* context) const { avformat_free_context(context); }
};

using CodecContextPtr = std::unique_ptr<AVCodecContext, FfmpegDeleter>;
using FramePtr = std::unique_ptr<AVFrame, FfmpegDeleter>;
using PacketPtr = std::unique_ptr<AVPacket, FfmpegDeleter>;
using SwsContextPtr = std::unique_ptr<SwsContext, FfmpegDeleter>;
using AvioPtr = std::unique_ptr<AVIOContext, FfmpegDeleter>;
using InputPtr = std::unique_ptr<AVFormatContext, InputDeleter>;
using OutputPtr = std::unique_ptr<AVFormatContext, OutputDeleter>;

/// The handle; throws `std::bad_alloc` where FFmpeg had no memory for it.
template <class Handle>
[[nodiscard]] Handle checked(Handle handle) {
  if (!handle) throw std::bad_alloc();
  return handle;
}

}  // namespace tintflow
