#include "tests/io/ffmpeg_files.h"

#include <gtest/gtest.h>

#include "io/ffmpeg_log.h"

extern "C" {
#include <libavutil/dict.h>
}

namespace tintflow {

Bytes encoded_by_ffmpeg(AVCodecID codec_id, AVPixelFormat format, const cv::Mat& pixels,
                        const char* options) {
  const FfmpegLog quiet;
  const AVCodec* codec = avcodec_find_encoder(codec_id);
  const CodecContextPtr context(avcodec_alloc_context3(codec));
  context->width = pixels.cols;
  context->height = pixels.rows;
  context->pix_fmt = format;
  context->time_base = {1, 25};
  AVDictionary* dictionary = nullptr;
  av_dict_parse_string(&dictionary, options, "=", ":", 0);
  EXPECT_EQ(avcodec_open2(context.get(), codec, &dictionary), 0);
  av_dict_free(&dictionary);
  const FramePtr frame(av_frame_alloc());
  frame->width = pixels.cols;
  frame->height = pixels.rows;
  frame->format = format;
  frame->data[0] = pixels.data;
  frame->linesize[0] = static_cast<int>(pixels.step);
  EXPECT_EQ(avcodec_send_frame(context.get(), frame.get()), 0);
  EXPECT_EQ(avcodec_send_frame(context.get(), nullptr), 0);
  const PacketPtr packet(av_packet_alloc());
  EXPECT_EQ(avcodec_receive_packet(context.get(), packet.get()), 0);
  return {packet->data, packet->data + packet->size};
}

}  // namespace tintflow
