#include "tests/io/video_files.h"

#include <gtest/gtest.h>

#include "io/video_file.h"
#include "io/video_pixels.h"

namespace tintflow {
namespace {

constexpr int kSoundRate = 8000;
constexpr int kSamplesOfPacket = kSoundRate / 10;

/// PCM needs no encoder.
AVStream& add_sound(Muxer& muxer) {
  AVStream& stream = *avformat_new_stream(&muxer.context(), nullptr);
  AVCodecParameters& parameters = *stream.codecpar;
  parameters.codec_type = AVMEDIA_TYPE_AUDIO;
  parameters.codec_id = AV_CODEC_ID_PCM_S16LE;
  parameters.sample_rate = kSoundRate;
  parameters.bits_per_coded_sample = 16;
  av_channel_layout_default(&parameters.ch_layout, 1);
  stream.time_base = {1, kSoundRate};
  return stream;
}

PacketPtr sound_packet(int n) {
  PacketPtr packet(av_packet_alloc());
  EXPECT_EQ(av_new_packet(packet.get(), kSamplesOfPacket * 2), 0);
  for (int i = 0; i < packet->size; ++i) {
    packet->data[i] = static_cast<std::uint8_t>(n * 31 + i * 7);
  }
  packet->pts = packet->dts = std::int64_t{n} * kSamplesOfPacket;
  packet->duration = kSamplesOfPacket;
  packet->flags = AV_PKT_FLAG_KEY;
  return packet;
}

}  // namespace

int level_of_frame(std::size_t n) { return static_cast<int>(20 + n * 9 % 220); }

VideoInfo info_of(const Film& film) {
  VideoInfo info;
  info.stored_size = film.size;
  info.pixel_format = film.target.pixel_format;
  info.color = film.color;
  info.sample_aspect = film.sample_aspect;
  info.time_base = film.time_base;
  info.frame_rate = film.frame_rate;
  return info;
}

std::shared_ptr<const AVFrame> frame_of(const Film& film, std::size_t n) {
  Picture picture{cv::Mat(film.size, CV_8UC3, cv::Scalar::all(level_of_frame(n))), {}};
  const std::int64_t next = n + 1 < film.times.size() ? film.times[n + 1] : film.times[n] + 1;
  picture.metadata.time = FrameTime{film.times[n], next - film.times[n]};
  auto frame = frame_of_picture(picture, {film.target.pixel_format, film.color, film.size});
  EXPECT_TRUE(frame.has_value());
  return *frame;
}

void write_film(const Film& film, const std::filesystem::path& path) {
  auto file = VideoFile::create(path);
  ASSERT_TRUE(file.has_value()) << file.error();
  Muxer muxer(film.target.container, **file);
  auto encoder = VideoEncoder::open(film.target, info_of(film), *frame_of(film, 0),
                                    muxer.wants_global_header());
  ASSERT_TRUE(encoder.has_value()) << encoder.error();
  muxer.add_video(encoder->context(), nullptr);
  if (film.sound_packets > 0) add_sound(muxer);
  if (film.arrange) film.arrange(muxer.context());
  ASSERT_TRUE(muxer.begin().has_value());
  for (int n = 0; n < film.sound_packets; ++n) {
    ASSERT_TRUE(muxer.write(*sound_packet(n), 1, {1, kSoundRate}).has_value());
  }
  int packets = 0;
  for (std::size_t n = 0; n <= film.times.size(); ++n) {
    const auto frame = n < film.times.size() ? frame_of(film, n) : nullptr;
    ASSERT_TRUE(encoder->send(frame.get()).has_value());
    for (auto packet = encoder->receive(); packet && *packet; packet = encoder->receive()) {
      if (film.damage) film.damage(**packet, packets++);
      ASSERT_TRUE(muxer.write(**packet, 0, film.time_base).has_value());
    }
  }
  ASSERT_TRUE(muxer.finish().has_value());
  ASSERT_TRUE((*file)->appear_as(path).has_value());
}

Demuxer open_film(const std::filesystem::path& path) {
  auto demuxer = Demuxer::open(path);
  EXPECT_TRUE(demuxer.has_value()) << demuxer.error();
  return std::move(*demuxer);
}

}  // namespace tintflow
