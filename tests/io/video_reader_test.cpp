#include "io/video_reader.h"

#include <gmock/gmock.h>

#include "io/read_file.h"
#include "tests/io/test_folder.h"
#include "tests/io/video_files.h"

namespace tintflow {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct Reading {
  std::vector<std::int64_t> times;
  std::vector<DamagedStretch> stretches;
};

Reading read_all(const std::filesystem::path& path) {
  auto reader = VideoReader::open(open_film(path));
  EXPECT_TRUE(reader.has_value()) << reader.error();
  Reading reading;
  while (auto item = reader->next()) {
    if (*item) {
      reading.times.push_back((**item)->best_effort_timestamp);
    } else {
      reading.stretches.push_back(item->error());
    }
  }
  return reading;
}

VideoTarget h264(VideoContainer container) {
  return {.container = container,
          .codec = VideoCodec::h264,
          .crf = 18,
          .pixel_format = AV_PIX_FMT_YUV420P};
}

TEST(VideoReader, GivesFramesInOrderAtTheirTimes) {
  const TestFolder folder;
  Film film{.time_base = {1, 12800}, .target = h264(VideoContainer::mp4)};
  film.times = {0, 512, 1024, 1700, 1701, 2500, 9000, 9001, 9700, 10000, 14000, 15000};
  write_film(film, folder / "a.mp4");
  const Reading reading = read_all(folder / "a.mp4");
  EXPECT_THAT(reading.times, ElementsAreArray(film.times));
  EXPECT_THAT(reading.stretches, IsEmpty());
}

TEST(VideoReader, NamesADamagedFrameOfACodecWithoutPrediction) {
  const TestFolder folder;
  Film film{.time_base = {1, 1000}, .frame_rate = {25, 1}};
  for (auto& time : film.times) time *= 40;
  film.damage = [](AVPacket& packet, int n) {
    if (n == 5) packet.data[packet.size / 2] ^= 0x55;
  };
  write_film(film, folder / "a.mkv");
  const Reading reading = read_all(folder / "a.mkv");
  EXPECT_THAT(reading.times, SizeIs(11));
  EXPECT_THAT(reading.times, testing::Not(testing::Contains(200)));
  ASSERT_THAT(reading.stretches, SizeIs(1));
  EXPECT_EQ(reading.stretches[0].from, 200);
  EXPECT_EQ(reading.stretches[0].to, 240);
  EXPECT_THAT(reading.stretches[0].reason, testing::Not(IsEmpty()));
}

TEST(VideoReader, LeavesOutWhatIsPredictedFromADamagedFrame) {
  const TestFolder folder;
  Film film{.size = {256, 192}, .time_base = {1, 1000}, .target = h264(VideoContainer::mkv)};
  film.times.clear();
  for (int n = 0; n < 300; ++n) film.times.push_back(n * 40);
  film.damage = [](AVPacket& packet, int n) {
    if (n == 20) std::fill_n(packet.data + 4, packet.size - 4, std::uint8_t{0xFF});
  };
  write_film(film, folder / "a.mkv");
  const Reading reading = read_all(folder / "a.mkv");
  ASSERT_THAT(reading.stretches, SizeIs(1)) << reading.times.size();
  EXPECT_LE(*reading.stretches[0].from, 20 * 40 + 40);
  EXPECT_LT(reading.times.size(), 300U);
  // From the next key frame on all are there.
  EXPECT_EQ(reading.times.back(), 299 * 40);
}

TEST(VideoReader, SaysWhereATruncatedFileBreaksOff) {
  const TestFolder folder;
  Film film{.time_base = {1, 1000}, .frame_rate = {25, 1}};
  for (auto& time : film.times) time *= 40;
  write_film(film, folder / "a.mkv");
  auto bytes = *read_file(folder / "a.mkv");
  bytes.resize(bytes.size() * 6 / 10);
  const Reading reading = read_all(folder.add("b.mkv", bytes));
  EXPECT_GT(reading.times.size(), 3U);
  EXPECT_LT(reading.times.size(), 12U);
  ASSERT_THAT(reading.stretches, SizeIs(1));
  EXPECT_EQ(reading.stretches[0].from, static_cast<std::int64_t>(reading.times.size()) * 40);
  EXPECT_EQ(reading.stretches[0].to, std::nullopt);
}

TEST(VideoReader, RefusesFilesWithoutVideo) {
  const TestFolder folder;
  Film film{.sound_packets = 3};
  write_film(film, folder / "a.mkv");
  Demuxer demuxer = open_film(folder / "a.mkv");
  const_cast<AVStream*>(demuxer.video())->codecpar->codec_type = AVMEDIA_TYPE_DATA;
  const auto reader = VideoReader::open(std::move(demuxer));
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error(), "holds no video");
}

TEST(VideoReader, RefusesEncryptedVideo) {
  const TestFolder folder;
  write_film({}, folder / "a.mkv");
  Demuxer demuxer = open_film(folder / "a.mkv");
  const_cast<AVStream*>(demuxer.video())->codecpar->codec_tag = MKTAG('e', 'n', 'c', 'v');
  const auto reader = VideoReader::open(std::move(demuxer));
  ASSERT_FALSE(reader.has_value());
  EXPECT_THAT(reader.error(), HasSubstr("encrypted"));
}

TEST(VideoReader, HoldsTheLimitOfFrames) {
  const TestFolder folder;
  write_film({}, folder / "a.mkv");
  constexpr std::int64_t pixels = std::int64_t{64} * 48;
  const auto fits = VideoReader::open(open_film(folder / "a.mkv"), {.max_pixels = pixels});
  EXPECT_TRUE(fits) << fits.error();
  const auto large = VideoReader::open(open_film(folder / "a.mkv"), {.max_pixels = pixels - 1});
  ASSERT_FALSE(large);
  EXPECT_THAT(large.error(), HasSubstr("raise --max-pixels"));
}

TEST(VideoReader, DoesNotDecodeFramesLargerThanTheContainerSays) {
  const TestFolder folder;
  write_film({}, folder / "a.mkv");
  Demuxer demuxer = open_film(folder / "a.mkv");
  const_cast<AVStream*>(demuxer.video())->codecpar->width = 2;
  auto reader = VideoReader::open(std::move(demuxer), {.max_pixels = 1000});
  ASSERT_TRUE(reader) << reader.error();
  const auto item = reader->next();
  ASSERT_TRUE(item && !*item);
  EXPECT_THAT(item->error().reason, HasSubstr("exceeds specified max pixel count"));
}

}  // namespace
}  // namespace tintflow
