#include "io/video_source.h"

#include <gmock/gmock.h>

#include "io/video_pixels.h"
#include "tests/io/test_folder.h"
#include "tests/io/video_files.h"

namespace tintflow {
namespace {

using testing::HasSubstr;

TEST(VideoSource, YieldsEveryFrameInItsPlace) {
  const TestFolder folder;
  const Film film;
  write_film(film, folder / "a.mkv");
  const auto source = VideoSource::open(open_film(folder / "a.mkv"));
  ASSERT_TRUE(source.has_value()) << source.error();
  EXPECT_EQ((*source)->total(), 12U);
  std::uint64_t index = 0;
  while (auto item = (*source)->next()) {
    ASSERT_TRUE(item->has_value());
    EXPECT_EQ((*item)->id, (FrameId{0, index}));
    EXPECT_EQ((*item)->size, film.size);
    const auto picture = picture_of_frame(*(*item)->video_frame, (*source)->info().orientation);
    EXPECT_NEAR(picture->pixels.at<cv::Vec3b>(5, 5)[1], level_of_frame(index), 1);
    ++index;
  }
  EXPECT_EQ(index, 12U);
}

TEST(VideoSource, NamesTheTimesOfWhatIsDamaged) {
  const TestFolder folder;
  Film film{.time_base = {1, 1000}, .frame_rate = {1, 1}};
  for (auto& time : film.times) time *= 1000;
  film.damage = [](AVPacket& packet, int n) {
    if (n == 0 || n == 5 || n == 6) packet.data[packet.size / 2] ^= 0x55;
  };
  write_film(film, folder / "a.mkv");
  const auto source = VideoSource::open(open_film(folder / "a.mkv"));
  ASSERT_TRUE(source.has_value()) << source.error();
  std::vector<Failure> failures;
  std::uint64_t index = 0;
  for (auto item = (*source)->next(); item; item = (*source)->next(), ++index) {
    if (!*item) failures.push_back(item->error());
    EXPECT_EQ(*item ? (*item)->id.index : item->error().id.index, index);
  }
  EXPECT_EQ(index, 11U);
  ASSERT_EQ(failures.size(), 2U);
  EXPECT_THAT(failures[0].reason, HasSubstr("damaged from its start to 0:01.0, which is left out"));
  EXPECT_THAT(failures[1].reason, HasSubstr("damaged from 0:05.0 to 0:07.0, which is left out"));
  EXPECT_EQ(failures[1].stage, "decode");
}

TEST(VideoSource, SaysWhereThereIsNoFrame) {
  const TestFolder folder;
  write_film({.damage = [](AVPacket& packet, int) { packet.data[packet.size / 2] ^= 0x55; }},
             folder / "a.mkv");
  const auto source = VideoSource::open(open_film(folder / "a.mkv"));
  ASSERT_FALSE(source.has_value());
  EXPECT_THAT(source.error(), HasSubstr("no frame of it can be decoded"));
}

TEST(VideoSource, DecodesOnTheProcessorWhereTheGpuCannotAndSaysSo) {
  const TestFolder folder;
  Film film;
  write_film(film, folder / "ffv1.mkv");
  film.target = {VideoContainer::mkv, VideoCodec::h264, 18, AV_PIX_FMT_YUV420P};
  write_film(film, folder / "h264.mkv");
  constexpr int no_such_gpu = 999;
  const std::pair<const char*, const char*> reasons[] = {{"ffv1.mkv", "NVDEC does not know ffv1"},
                                                         {"h264.mkv", ""}};
  for (const auto& [name, reason] : reasons) {
    const auto source = VideoSource::open(open_film(folder / name), {}, no_such_gpu);
    ASSERT_TRUE(source.has_value()) << source.error();
    EXPECT_THAT((*source)->info().notices,
                testing::ElementsAre(
                    testing::StartsWith(std::string("is decoded on the processor: ") + reason)));
    std::size_t frames = 0;
    while (const auto item = (*source)->next()) frames += item->has_value() ? 1 : 0;
    EXPECT_EQ(frames, film.times.size());
  }
}

}  // namespace
}  // namespace tintflow
