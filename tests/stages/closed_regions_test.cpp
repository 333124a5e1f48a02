#include "stages/closed_regions.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

const cv::Scalar white(255, 255, 255);
const cv::Scalar black(0, 0, 0);
const cv::Scalar red(255, 0, 0);

cv::Mat paper() { return {256, 256, CV_8UC3, white}; }

/// A black frame of one pixel around `inside`.
void draw_frame(cv::Mat& drawing, const cv::Rect& inside) {
  cv::rectangle(drawing, inside.tl() - cv::Point(1, 1), inside.br(), black);
}

std::vector<ClosedRegion> regions_of(const cv::Mat& drawing, const cv::Mat& truth) {
  return closed_regions(drawing, to_lab(truth));
}

TEST(ClosedRegions, AreTheColoredPartsThatLinesEnclose) {
  cv::Mat drawing = paper();
  cv::Mat truth = paper();
  const cv::Rect box(20, 30, 40, 10);
  draw_frame(drawing, box);
  truth(box).setTo(red);
  const auto regions = regions_of(drawing, truth);
  ASSERT_EQ(regions.size(), 1U) << "and not the paper around";
  EXPECT_EQ(regions[0].pixels.size(), 400U);
  EXPECT_EQ(cv::boundingRect(regions[0].pixels), box);
  EXPECT_NEAR(regions[0].color[0], 53.24, 0.01);
  EXPECT_NEAR(regions[0].color[1], 80.09, 0.01);
  EXPECT_NEAR(regions[0].color[2], 67.20, 0.01);
}

TEST(ClosedRegions, HaveTheSmallestSizeOrMore) {
  cv::Mat drawing = paper();
  draw_frame(drawing, {20, 20, 15, 10});
  draw_frame(drawing, {60, 20, 149, 1});
  const auto regions = regions_of(drawing, cv::Mat(256, 256, CV_8UC3, red));
  // The paper touches the border.
  ASSERT_EQ(regions.size(), 1U);
  EXPECT_EQ(regions[0].pixels.size(), 150U);
}

TEST(ClosedRegions, DoNotTouchTheBorder) {
  const cv::Rect at_borders[] = {
      {0, 50, 40, 40}, {50, 0, 40, 40}, {216, 50, 40, 40}, {50, 216, 40, 40}};
  for (const cv::Rect& box : at_borders) {
    cv::Mat drawing(256, 256, CV_8UC3, black);
    drawing(box).setTo(white);
    EXPECT_TRUE(regions_of(drawing, cv::Mat(256, 256, CV_8UC3, red)).empty()) << box;
    drawing.setTo(black);
    const cv::Rect inner = (box + cv::Size(-2, -2)) + cv::Point(1, 1);
    drawing(inner).setTo(white);
    EXPECT_EQ(regions_of(drawing, cv::Mat(256, 256, CV_8UC3, red)).size(), 1U) << inner;
  }
}

TEST(ClosedRegions, TouchingAtCornersAreApart) {
  cv::Mat drawing(256, 256, CV_8UC3, black);
  drawing(cv::Rect(20, 20, 20, 20)).setTo(white);
  drawing(cv::Rect(40, 40, 20, 20)).setTo(white);
  EXPECT_EQ(regions_of(drawing, cv::Mat(256, 256, CV_8UC3, red)).size(), 2U);
}

TEST(ClosedRegions, AreLighterThanInk) {
  // 0.85 of 255 is 216.75.
  for (const auto& [level, count] : {std::pair{216, 0U}, std::pair{217, 1U}}) {
    cv::Mat drawing(256, 256, CV_8UC3, black);
    drawing(cv::Rect(20, 20, 20, 20)).setTo(cv::Scalar::all(level));
    EXPECT_EQ(regions_of(drawing, cv::Mat(256, 256, CV_8UC3, red)).size(), count) << level;
  }
}

TEST(ClosedRegions, ThatStayPaperDoNotCount) {
  cv::Mat drawing(256, 256, CV_8UC3, black);
  drawing(cv::Rect(20, 20, 20, 20)).setTo(white);
  const auto count = [&](const cv::Scalar& color) {
    return regions_of(drawing, cv::Mat(256, 256, CV_8UC3, color)).size();
  };
  EXPECT_EQ(count(white), 0U);
  EXPECT_EQ(count({215, 215, 215}), 0U) << "L* 85.9";
  EXPECT_EQ(count({210, 210, 210}), 1U) << "L* 84.2";
  EXPECT_EQ(count({255, 245, 245}), 0U) << "chroma 3.5";
  EXPECT_EQ(count({255, 225, 225}), 1U) << "chroma 11";
}

TEST(MedianColor, TakesTheMiddleOrTheMeanOfTheTwoInTheMiddle) {
  cv::Mat picture(1, 4, CV_32FC3);
  const cv::Vec3f colors[] = {{1, 40, 7}, {2, 30, 7}, {4, 20, 7}, {90, 10, 7}};
  for (int x = 0; x < 4; ++x) picture.at<cv::Vec3f>(0, x) = colors[x];
  EXPECT_EQ(median_color(picture, {{0, 0}, {1, 0}, {3, 0}}), Lab(2, 30, 7));
  EXPECT_EQ(median_color(picture, {{0, 0}, {1, 0}, {2, 0}, {3, 0}}), Lab(3, 25, 7));
}

TEST(ColorSpread, IsTheMeanDeviationOfTheChannels) {
  cv::Mat picture(1, 2, CV_32FC3);
  picture.at<cv::Vec3f>(0, 0) = {10, 0, 5};
  picture.at<cv::Vec3f>(0, 1) = {16, 12, 5};
  EXPECT_DOUBLE_EQ(color_spread(picture, {{0, 0}, {1, 0}}), (3 + 6 + 0) / 3.0);
  EXPECT_EQ(color_spread(picture, {{0, 0}}), 0);
}

TEST(AtEvaluationSize, KeepsTheAspect) {
  EXPECT_EQ(at_evaluation_size(cv::Mat(512, 512, CV_8UC3)).size(), cv::Size(256, 256));
  EXPECT_EQ(at_evaluation_size(cv::Mat(100, 50, CV_8UC3)).size(), cv::Size(128, 256));
  EXPECT_EQ(at_evaluation_size(cv::Mat(1, 4000, CV_8UC3)).size(), cv::Size(256, 1));
}

}  // namespace
}  // namespace tintflow
