#include "stages/dark_ground.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

cv::Mat pixel(const cv::Scalar& color, int type = CV_8UC3) { return {1, 1, type, color}; }

TEST(ColorsOnDarkGround, ComplementLightnessAndKeepHue) {
  const auto dark = [](const cv::Scalar& color) {
    return colors_on_dark_ground(pixel(color)).at<cv::Vec3b>(0);
  };
  EXPECT_EQ(dark({255, 255, 255}), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(dark({0, 0, 0}), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(dark({255, 0, 0}), cv::Vec3b(255, 0, 0));
  EXPECT_EQ(dark({255, 240, 205}), cv::Vec3b(50, 35, 0));
}

TEST(ScreenInk, LaysLightOverColor) {
  const cv::Mat color = pixel({200, 100, 50});
  EXPECT_EQ(screen_ink(color, pixel({255, 255, 255})).at<cv::Vec3b>(0), cv::Vec3b(200, 100, 50));
  EXPECT_EQ(screen_ink(color, pixel({0, 0, 0})).at<cv::Vec3b>(0), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(screen_ink(color, pixel({51, 51, 51})).at<cv::Vec3b>(0), cv::Vec3b(244, 224, 214));
}

TEST(ScreenInk, IsAsDeepAsTheInk) {
  const cv::Mat picture = screen_ink(pixel({200, 100, 50}), pixel({65535, 65535, 0}, CV_16UC3));
  EXPECT_EQ(picture.at<cv::Vec3w>(0), cv::Vec3w(200 * 257, 100 * 257, 65535));
}

}  // namespace
}  // namespace tintflow
