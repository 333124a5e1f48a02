#include "io/video_encoder.h"

#include <gmock/gmock.h>

#include "tests/io/video_files.h"

namespace tintflow {
namespace {

using testing::HasSubstr;

struct Packets {
  std::map<std::int64_t, std::int64_t> duration_of_time;
  std::vector<std::uint8_t> bytes;
};

Packets encode(const Film& film) {
  auto encoder = VideoEncoder::open(film.target, info_of(film), *frame_of(film, 0), false);
  EXPECT_TRUE(encoder.has_value()) << encoder.error();
  Packets packets;
  for (std::size_t n = 0; n <= film.times.size(); ++n) {
    const auto frame = n < film.times.size() ? frame_of(film, n) : nullptr;
    EXPECT_TRUE(encoder->send(frame.get()).has_value());
    for (auto packet = encoder->receive(); packet && *packet; packet = encoder->receive()) {
      packets.duration_of_time[(*packet)->pts] = (*packet)->duration;
      packets.bytes.insert(packets.bytes.end(), (*packet)->data, (*packet)->data + (*packet)->size);
    }
  }
  return packets;
}

TEST(VideoEncoder, KeepsTimesAndDurationsOfEveryCodec) {
  for (const VideoTarget target : {
           VideoTarget{{}, VideoCodec::h264, 20, AV_PIX_FMT_YUV420P},
           VideoTarget{{}, VideoCodec::hevc, 20, AV_PIX_FMT_YUV420P10},
           VideoTarget{{}, VideoCodec::vp9, 30, AV_PIX_FMT_YUVA420P},
           VideoTarget{{}, VideoCodec::av1, 30, AV_PIX_FMT_YUV420P},
           VideoTarget{{}, VideoCodec::prores, {}, AV_PIX_FMT_YUVA444P10},
           VideoTarget{{}, VideoCodec::ffv1, {}, AV_PIX_FMT_YUV444P},
       }) {
    Film film{.size = {64, 64},
              .time_base = {1, 1000},
              .times = {0, 40, 41, 200, 1000, 1040},
              .target = target};
    EXPECT_THAT(encode(film).duration_of_time,
                testing::ElementsAre(testing::Pair(0, 40), testing::Pair(40, 1),
                                     testing::Pair(41, 159), testing::Pair(200, 800),
                                     testing::Pair(1000, 40), testing::Pair(1040, 1)))
        << codec_name(target.codec);
  }
}

TEST(VideoEncoder, GivesTheSameBytesAgain) {
  Film film{.size = {128, 96}, .target = {{}, VideoCodec::h264, 20, AV_PIX_FMT_YUV420P}};
  EXPECT_EQ(encode(film).bytes, encode(film).bytes);
}

TEST(VideoEncoder, SaysWhatItCannotDo) {
  const Film film{.size = {65, 48}, .target = {{}, VideoCodec::h264, 20, AV_PIX_FMT_YUV420P}};
  const auto encoder = VideoEncoder::open(film.target, info_of(film), *frame_of(film, 0), false);
  ASSERT_FALSE(encoder.has_value());
  EXPECT_THAT(encoder.error(), HasSubstr("libx264 refuses 65 x 48 pixels of yuv420p"));
}

}  // namespace
}  // namespace tintflow
