#include "io/video_info.h"

#include <gtest/gtest.h>

#include "io/video_source.h"
#include "tests/io/test_folder.h"
#include "tests/io/video_files.h"

namespace tintflow {
namespace {

TEST(VideoInfo, TellsWhatContainerAndFirstFrameSay) {
  const TestFolder folder;
  write_film({.size = {66, 48},
              .time_base = {1, 24000},
              .frame_rate = {24000, 1001},
              .sample_aspect = {4, 3},
              .times = {0, 1001, 2002, 3003},
              .target = {.container = VideoContainer::mp4,
                         .codec = VideoCodec::h264,
                         .crf = 18,
                         .pixel_format = AV_PIX_FMT_YUV420P10}},
             folder / "a.mp4");
  const auto source = VideoSource::open(open_film(folder / "a.mp4"));
  ASSERT_TRUE(source.has_value()) << source.error();
  const VideoInfo& info = (*source)->info();
  EXPECT_EQ(info.codec, "h264");
  EXPECT_EQ(info.size(), cv::Size(66, 48));
  EXPECT_EQ(info.depth(), 10);
  EXPECT_FALSE(info.has_alpha());
  EXPECT_EQ(av_cmp_q(info.sample_aspect, {4, 3}), 0);
  EXPECT_EQ(av_cmp_q(info.time_base, {1, 24000}), 0);
  EXPECT_EQ(info.frames, 4U);
  EXPECT_EQ(info.color, Film{}.color);
}

TEST(FilmTime, CountsHoursOnlyWhereThereAreAny) {
  EXPECT_EQ(film_time(0), "0:00.0");
  EXPECT_EQ(film_time(2.54), "0:02.5");
  EXPECT_EQ(film_time(59.96), "1:00.0");
  EXPECT_EQ(film_time(3600 + 62.04), "1:01:02.0");
  EXPECT_EQ(film_time(-0.52), "-0:00.5");
}

}  // namespace
}  // namespace tintflow
