#include "io/video_target.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

VideoInfo video_of(AVPixelFormat format) {
  VideoInfo info;
  info.pixel_format = format;
  return info;
}

struct Choice {
  VideoCodec codec;
  AVPixelFormat format;
  std::vector<std::string> notices;
};

Choice choose(const VideoWish& wish, AVPixelFormat input, cv::Size size = {64, 48}) {
  std::vector<std::string> notices;
  const auto target = choose_target(wish, video_of(input), size, notices);
  EXPECT_TRUE(target.has_value()) << target.error();
  return {target->codec, target->pixel_format, notices};
}

std::string refusal(const VideoWish& wish) {
  std::vector<std::string> notices;
  const auto target = choose_target(wish, video_of(AV_PIX_FMT_YUV420P), {64, 48}, notices);
  return target ? "" : target.error();
}

TEST(ChooseTarget, TakesWhatPlaysEverywhere) {
  for (const auto container : {VideoContainer::mp4, VideoContainer::mov, VideoContainer::mkv}) {
    const Choice choice = choose({.container = container}, AV_PIX_FMT_YUV444P);
    EXPECT_EQ(choice.codec, VideoCodec::h264);
    EXPECT_EQ(choice.format, AV_PIX_FMT_YUV420P);
    EXPECT_THAT(choice.notices, IsEmpty());
  }
  EXPECT_EQ(choose({.container = VideoContainer::webm}, AV_PIX_FMT_YUV420P).codec, VideoCodec::vp9);
}

TEST(ChooseTarget, KeepsBits) {
  const Choice hevc = choose({.container = VideoContainer::mp4}, AV_PIX_FMT_YUV420P10);
  EXPECT_EQ(hevc.codec, VideoCodec::hevc);
  EXPECT_EQ(hevc.format, AV_PIX_FMT_YUV420P10);
  const Choice asked =
      choose({.container = VideoContainer::mp4, .codec = VideoCodec::h264}, AV_PIX_FMT_YUV422P10);
  EXPECT_EQ(asked.format, AV_PIX_FMT_YUV420P10);
  EXPECT_THAT(asked.notices, IsEmpty());
  EXPECT_EQ(choose({.container = VideoContainer::mkv}, AV_PIX_FMT_YUV420P12).format,
            AV_PIX_FMT_YUV420P12);
  const Choice fewer =
      choose({.container = VideoContainer::webm, .codec = VideoCodec::av1}, AV_PIX_FMT_YUV420P12);
  EXPECT_EQ(fewer.format, AV_PIX_FMT_YUV420P10);
  EXPECT_THAT(fewer.notices, ElementsAre("av1 in WebM keeps 10 of 12 bits"));
}

TEST(ChooseTarget, KeepsTransparencyWhereItCan) {
  const Choice mov = choose({.container = VideoContainer::mov}, AV_PIX_FMT_RGBA);
  EXPECT_EQ(mov.codec, VideoCodec::prores);
  EXPECT_EQ(mov.format, AV_PIX_FMT_YUVA444P10);
  EXPECT_EQ(choose({.container = VideoContainer::webm}, AV_PIX_FMT_YUVA420P).format,
            AV_PIX_FMT_YUVA420P);
  const Choice mkv = choose({.container = VideoContainer::mkv}, AV_PIX_FMT_YUVA420P);
  EXPECT_EQ(mkv.codec, VideoCodec::ffv1);
  EXPECT_EQ(mkv.format, AV_PIX_FMT_YUVA420P);
  const Choice mp4 = choose({.container = VideoContainer::mp4}, AV_PIX_FMT_RGBA);
  EXPECT_EQ(mp4.format, AV_PIX_FMT_YUV420P);
  EXPECT_THAT(mp4.notices,
              ElementsAre("h264 in MP4 keeps no transparency: it is laid on the background"));
}

TEST(ChooseTarget, SaysThatGifsAreOpaque) {
  const Choice gif = choose({.container = VideoContainer::gif}, AV_PIX_FMT_BGRA);
  EXPECT_EQ(gif.format, AV_PIX_FMT_PAL8);
  EXPECT_THAT(gif.notices,
              ElementsAre("gif in GIF keeps no transparency: it is laid on the background"));
}

TEST(ChooseTarget, StoresLosslessVideoAsItCame) {
  const VideoWish wish{.container = VideoContainer::mkv, .codec = VideoCodec::ffv1};
  EXPECT_EQ(choose(wish, AV_PIX_FMT_YUV422P10).format, AV_PIX_FMT_YUV422P10);
  EXPECT_EQ(choose(wish, AV_PIX_FMT_YUV420P).format, AV_PIX_FMT_YUV420P);
}

TEST(ChooseTarget, KeepsOddSizes) {
  EXPECT_EQ(choose({.container = VideoContainer::mp4}, AV_PIX_FMT_YUV420P, {65, 48}).format,
            AV_PIX_FMT_YUV444P);
  EXPECT_EQ(choose({.container = VideoContainer::webm}, AV_PIX_FMT_YUV420P, {65, 49}).format,
            AV_PIX_FMT_YUV420P);
}

TEST(ChooseTarget, DoesWhatIsWished) {
  std::vector<std::string> notices;
  const auto target = choose_target({.container = VideoContainer::mkv,
                                     .codec = VideoCodec::hevc,
                                     .crf = 0,
                                     .pixel_format = "yuv444p10le"},
                                    video_of(AV_PIX_FMT_YUV420P), {64, 48}, notices);
  ASSERT_TRUE(target.has_value());
  EXPECT_EQ(target->codec, VideoCodec::hevc);
  EXPECT_EQ(target->crf, 0);
  EXPECT_EQ(target->pixel_format, AV_PIX_FMT_YUV444P10);
}

TEST(ChooseTarget, RefusesWhatCannotBe) {
  EXPECT_EQ(refusal({.container = VideoContainer::webm, .codec = VideoCodec::h264}),
            "WebM holds vp9, av1, not h264");
  EXPECT_EQ(refusal({.container = VideoContainer::mp4, .codec = VideoCodec::h264, .crf = 52}),
            "the constant rate factor of h264 is from 0 to 51, not 52");
  EXPECT_EQ(refusal({.container = VideoContainer::mov, .codec = VideoCodec::prores, .crf = 1}),
            "prores has no constant rate factor");
  EXPECT_THAT(refusal({.container = VideoContainer::mp4, .pixel_format = "pal8"}),
              HasSubstr("h264 takes the pixel formats yuv420p, "));
}

TEST(ContainerOfExtension, KnowsWhatCanBeWritten) {
  EXPECT_EQ(container_of_extension("a/b.MP4"), VideoContainer::mp4);
  EXPECT_EQ(container_of_extension("b.webm"), VideoContainer::webm);
  EXPECT_EQ(container_of_extension("b.avi"), std::nullopt);
  EXPECT_EQ(container_of_extension("mp4"), std::nullopt);
}

TEST(CodecOfName, IsTheNameOfItsCodec) {
  for (const char* name : {"h264", "hevc", "vp9", "av1", "prores", "ffv1"}) {
    ASSERT_TRUE(codec_of_name(name).has_value()) << name;
    EXPECT_EQ(codec_name(*codec_of_name(name)), name);
  }
  EXPECT_EQ(codec_of_name("divx"), std::nullopt);
}

TEST(ChooseTarget, StoresRawVideoAsItCame) {
  for (const auto format : {AV_PIX_FMT_RGB24, AV_PIX_FMT_BGRA, AV_PIX_FMT_NV12, AV_PIX_FMT_GRAY8}) {
    const Choice choice = choose({.container = VideoContainer::rawvideo}, format);
    EXPECT_EQ(choice.codec, VideoCodec::rawvideo);
    EXPECT_EQ(choice.format, format);
    EXPECT_THAT(choice.notices, IsEmpty());
  }
  EXPECT_EQ(
      choose({.container = VideoContainer::rawvideo, .pixel_format = "rgba"}, AV_PIX_FMT_YUV420P)
          .format,
      AV_PIX_FMT_RGBA);
  EXPECT_THAT(refusal({.container = VideoContainer::rawvideo, .pixel_format = "cuda"}),
              HasSubstr("rawvideo takes the pixel formats that 'ffmpeg -pix_fmts' marks with O"));
}

TEST(ChooseTarget, TakesTheFormatsOfYuv4mpeg) {
  EXPECT_EQ(
      choose({.container = VideoContainer::y4m, .pixel_format = "yuv444p"}, AV_PIX_FMT_YUV420P)
          .format,
      AV_PIX_FMT_YUV444P);
  EXPECT_THAT(refusal({.container = VideoContainer::y4m, .pixel_format = "rgb24"}),
              HasSubstr("raw takes the pixel formats yuv420p, "));
}

}  // namespace
}  // namespace tintflow
