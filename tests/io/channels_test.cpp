#include "io/channels.h"

#include <gmock/gmock.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

TEST(Channels, GrayBecomesRgb) {
  const cv::Mat gray = (cv::Mat_<std::uint16_t>(1, 2) << 5, 60000);
  const Picture picture = picture_of_channels(gray);
  EXPECT_EQ(picture.pixels.at<cv::Vec3w>(0, 0), cv::Vec3w::all(5));
  EXPECT_EQ(picture.pixels.at<cv::Vec3w>(0, 1), cv::Vec3w::all(60000));
  EXPECT_TRUE(picture.alpha.empty());
}

TEST(Channels, GrayWithAlphaSplits) {
  const cv::Mat gray_alpha = (cv::Mat_<cv::Vec2b>(1, 1) << cv::Vec2b(7, 9));
  const Picture picture = picture_of_channels(gray_alpha);
  EXPECT_EQ(picture.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(7, 7, 7));
  EXPECT_EQ(picture.alpha.at<std::uint8_t>(0, 0), 9);
}

TEST(Channels, SplittingAndJoiningGivesTheSameChannels) {
  for (const int type : {CV_8UC3, CV_8UC4, CV_16UC3, CV_16UC4}) {
    const cv::Mat channels = colorful({5, 4}, type);
    EXPECT_EQ(difference(interleaved_channels(picture_of_channels(channels)), channels), 0);
  }
}

TEST(Channels, OpaqueAlphaIsDropped) {
  EXPECT_TRUE(picture_of_channels(cv::Mat(2, 2, CV_8UC4, cv::Scalar(1, 2, 3, 255))).alpha.empty());
  EXPECT_TRUE(
      picture_of_channels(cv::Mat(2, 2, CV_16UC4, cv::Scalar(1, 2, 3, 65535))).alpha.empty());
  EXPECT_FALSE(
      picture_of_channels(cv::Mat(2, 2, CV_16UC4, cv::Scalar(1, 2, 3, 65534))).alpha.empty());
}

TEST(Channels, RoundsToEightBits) {
  const cv::Mat deep =
      (cv::Mat_<cv::Vec3w>(1, 2) << cv::Vec3w(0, 128, 129), cv::Vec3w(257, 65406, 65535));
  const cv::Mat alpha = (cv::Mat_<std::uint16_t>(1, 2) << 65407, 1000);
  const Picture picture = to_8_bit({deep, alpha});
  EXPECT_EQ(picture.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 1));
  EXPECT_EQ(picture.pixels.at<cv::Vec3b>(0, 1), cv::Vec3b(1, 254, 255));
  EXPECT_EQ(picture.alpha.at<std::uint8_t>(0, 0), 255);
  EXPECT_EQ(picture.alpha.at<std::uint8_t>(0, 1), 4);
}

TEST(Channels, RoundingKeepsTheMetadata) {
  Picture deep{cv::Mat(1, 1, CV_16UC3, cv::Scalar()), {}};
  deep.metadata.resolution = {300, 300};
  EXPECT_EQ(to_8_bit(deep).metadata.resolution, cv::Size2d(300, 300));
}

}  // namespace
}  // namespace tintflow
