#include "stages/ink_tone.h"

#include <gmock/gmock.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

cv::Mat ground(const cv::Scalar& color) { return {600, 800, CV_8UC3, color}; }

/// Outlines of this color.
void draw_lines(const cv::Mat& picture, const cv::Scalar& ink, int width = 2) {
  cv::circle(picture, {400, 300}, 200, ink, width, cv::LINE_AA);
  cv::line(picture, {100, 100}, {700, 520}, ink, width, cv::LINE_AA);
}

cv::Mat light_on_dark() {
  const cv::Mat picture = ground({35, 50, 40});
  draw_lines(picture, {230, 230, 215});
  return picture;
}

Artwork artwork_of(const cv::Mat& pixels) { return {{3, 4}, {pixels, {}}, {}}; }

TEST(HasLightInk, IsTrueOfChalkOnABlackboard) { EXPECT_TRUE(has_light_ink(light_on_dark())); }

TEST(HasLightInk, IsTrueOfSixteenBits) {
  cv::Mat deep;
  light_on_dark().convertTo(deep, CV_16U, 257);
  EXPECT_TRUE(has_light_ink(deep));
}

TEST(HasLightInk, IsTrueOfVeryThinLines) {
  const cv::Mat picture(4000, 3000, CV_8UC3, cv::Scalar::all(0));
  cv::circle(picture, {1500, 2000}, 1200, cv::Scalar::all(255), 2);
  EXPECT_TRUE(has_light_ink(picture));
}

TEST(HasLightInk, IsTrueOfABlackboardWithALightFrame) {
  const cv::Mat picture = light_on_dark();
  cv::rectangle(picture, {0, 0, 800, 600}, {200, 180, 150}, 6);
  EXPECT_TRUE(has_light_ink(picture));
}

TEST(HasLightInk, IsFalseOfDarkLines) {
  const cv::Mat picture = ground({255, 255, 255});
  draw_lines(picture, {0, 0, 0});
  EXPECT_FALSE(has_light_ink(picture));
  const cv::Mat dim = ground({90, 80, 70});
  draw_lines(dim, {20, 20, 20}, 6);
  EXPECT_FALSE(has_light_ink(dim)) << "a photograph in bad light";
}

TEST(HasLightInk, IsFalseOfANightSceneInkedSolid) {
  const cv::Mat night = ground({0, 0, 0});
  cv::circle(night, {600, 150}, 80, cv::Scalar::all(255), cv::FILLED);
  cv::rectangle(night, {100, 300, 250, 250}, cv::Scalar::all(255), cv::FILLED);
  draw_lines(night(cv::Rect(120, 320, 200, 200)), {0, 0, 0});
  EXPECT_FALSE(has_light_ink(night));
}

TEST(HasLightInk, IsFalseOfABlackFrame) {
  const cv::Mat picture = ground({255, 255, 255});
  draw_lines(picture, {0, 0, 0});
  cv::rectangle(picture, {0, 0, 800, 600}, {0, 0, 0}, 90);
  EXPECT_FALSE(has_light_ink(picture));
}

TEST(HasLightInk, IsFalseOfOneColor) {
  EXPECT_FALSE(has_light_ink(ground({0, 0, 0})));
  EXPECT_FALSE(has_light_ink(ground({255, 255, 255})));
  EXPECT_FALSE(has_light_ink(cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(0))));
}

TEST(InkTone, InvertsLightInkAndSaysSo) {
  const cv::Mat picture = light_on_dark();
  const auto inverted = InkTone{}(artwork_of(picture));
  ASSERT_TRUE(inverted);
  EXPECT_EQ(inverted->id, (FrameId{3, 4}));
  EXPECT_TRUE(inverted->has_light_ink);
  EXPECT_EQ(inverted->drawing.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(220, 205, 215));
  EXPECT_EQ(picture.at<cv::Vec3b>(0, 0), cv::Vec3b(35, 50, 40)) << "input was written";
  EXPECT_THAT(inverted->drawing.metadata.notices, ElementsAre(HasSubstr("--ink dark")));
}

TEST(InkTone, InvertsAllBitsOfSixteen) {
  const Artwork deep = artwork_of(cv::Mat(2, 2, CV_16UC3, cv::Scalar(0, 65535, 1000)));
  const auto inverted = InkTone{.tone = InkTone::Tone::light}(deep);
  EXPECT_EQ(inverted->drawing.pixels.at<cv::Vec3w>(1, 1), cv::Vec3w(65535, 0, 64535));
}

TEST(InkTone, DoesAsToldWithoutANotice) {
  const auto dark = InkTone{.tone = InkTone::Tone::dark}(artwork_of(light_on_dark()));
  EXPECT_FALSE(dark->has_light_ink);
  EXPECT_THAT(dark->drawing.metadata.notices, IsEmpty());
  const auto light = InkTone{.tone = InkTone::Tone::light}(artwork_of(ground({255, 255, 255})));
  EXPECT_TRUE(light->has_light_ink);
  EXPECT_THAT(light->drawing.metadata.notices, IsEmpty());
}

TEST(InkTone, LeavesDarkInkAlone) {
  const cv::Mat picture = ground({255, 255, 255});
  draw_lines(picture, {0, 0, 0});
  const auto same = InkTone{}(artwork_of(picture));
  EXPECT_FALSE(same->has_light_ink);
  EXPECT_EQ(same->drawing.pixels.data, picture.data);
}

}  // namespace
}  // namespace tintflow
