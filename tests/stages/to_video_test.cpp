#include "stages/to_video.h"

#include <gmock/gmock.h>

#include "stages/from_video.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Frame gray_frame(cv::Size size) {
  Frame frame{{0, 7}, {cv::Mat(size, CV_8UC3, cv::Scalar::all(100)), {}}};
  frame.picture.metadata.time = FrameTime{700, 40};
  frame.picture.metadata.notices = {"something"};
  return frame;
}

const ToVideo kToVideo{.pixels = {.format = AV_PIX_FMT_YUV420P, .color = {}, .size = {32, 16}}};

TEST(ToVideo, IsUndoneByFromVideo) {
  const auto encoded = kToVideo(gray_frame({32, 16}));
  ASSERT_TRUE(encoded.has_value());
  EXPECT_EQ(encoded->id, (FrameId{0, 7}));
  EXPECT_EQ(encoded->size, cv::Size(32, 16));
  EXPECT_EQ(encoded->bytes, nullptr);
  EXPECT_THAT(encoded->notices, ElementsAre("something"));
  const auto frame = FromVideo{.orientation = 6}(*encoded);
  ASSERT_TRUE(frame.has_value());
  EXPECT_EQ(frame->id, (FrameId{0, 7}));
  EXPECT_EQ(frame->picture.pixels.size(), cv::Size(16, 32));
  EXPECT_NEAR(frame->picture.pixels.at<cv::Vec3b>(3, 3)[0], 100, 1);
}

TEST(ToVideo, ScalesAFrameOfAnotherSizeAndSaysSo) {
  const auto encoded = kToVideo(gray_frame({64, 64}));
  ASSERT_TRUE(encoded.has_value());
  EXPECT_EQ(encoded->size, cv::Size(32, 16));
  EXPECT_THAT(encoded->notices, ElementsAre("something", HasSubstr("changes its size")));
}

}  // namespace
}  // namespace tintflow
