#include "stages/apply_hints.h"

#include <array>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/add_hints.h"

namespace tintflow {
namespace {

constexpr int kSide = 64;
const cv::Vec3b kRed(255, 0, 0), kGreen(0, 255, 0), kGray(100, 100, 100);

/// Two halves with a line between them.
cv::Mat halves() {
  cv::Mat drawing(kSide, kSide, CV_8UC3, cv::Scalar::all(255));
  cv::line(drawing, {32, 0}, {32, kSide}, cv::Scalar::all(0), 2);
  return drawing;
}

cv::Mat painted(std::initializer_list<ColorHint> hints) {
  const cv::Mat network(kSide, kSide, CV_8UC3, cv::Scalar(kGray));
  return apply_hints(network, halves(), draw_hints(std::vector(hints), kSide));
}

TEST(ApplyHints, FillTheirRegionUpToTheLineAndNoOther) {
  const cv::Mat color = painted({{10, 20, kRed, 3}});
  for (int y = 0; y < kSide; ++y) {
    ASSERT_EQ(color.at<cv::Vec3b>(y, 0), kRed) << y;
    ASSERT_EQ(color.at<cv::Vec3b>(y, 30), kRed) << y;
    ASSERT_EQ(color.at<cv::Vec3b>(y, 34), kGray) << y;
    ASSERT_EQ(color.at<cv::Vec3b>(y, 63), kGray) << y;
  }
}

TEST(ApplyHints, SeveralShareARegionByDistance) {
  const cv::Mat color = painted({{5, 10, kRed, 3}, {5, 50, kGreen, 3}});
  EXPECT_EQ(color.at<cv::Vec3b>(25, 20), kRed);
  EXPECT_EQ(color.at<cv::Vec3b>(35, 20), kGreen);
  EXPECT_EQ(color.at<cv::Vec3b>(20, 50), kGray);
}

TEST(ApplyHints, ADotAcrossALineIsForTheSideWithMostOfIt) {
  const cv::Mat color = painted({{30, 20, kRed, 5}});
  EXPECT_EQ(color.at<cv::Vec3b>(20, 10), kRed);
  EXPECT_EQ(color.at<cv::Vec3b>(20, 50), kGray);
}

TEST(ApplyHints, AStrokeAcrossALineIsForBothSides) {
  cv::Mat hints = draw_hints({}, kSide);
  hints(cv::Rect(20, 30, 24, 3)).setTo(cv::Scalar(1, -1, -1, 1));
  const cv::Mat color =
      apply_hints(cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar(kGray)), halves(), hints);
  EXPECT_EQ(color.at<cv::Vec3b>(5, 5), kRed);
  EXPECT_EQ(color.at<cv::Vec3b>(5, 60), kRed);
}

TEST(ApplyHints, StayInAShapeWhoseOutlineHasAGap) {
  constexpr int side = 256;
  cv::Mat drawing(side, side, CV_8UC3, cv::Scalar::all(255));
  cv::rectangle(drawing, cv::Rect(80, 80, 96, 96), cv::Scalar::all(0), 3);
  drawing(cv::Rect(120, 70, 7, 20)).setTo(cv::Scalar::all(255));
  const cv::Mat color = apply_hints(cv::Mat(side, side, CV_8UC3, cv::Scalar(kGray)), drawing,
                                    draw_hints(std::vector<ColorHint>{{128, 128, kRed, 3}}, side));
  EXPECT_EQ(color.at<cv::Vec3b>(85, 85), kRed);
  EXPECT_EQ(color.at<cv::Vec3b>(170, 170), kRed);
  EXPECT_EQ(color.at<cv::Vec3b>(60, 123), kGray);
  EXPECT_EQ(color.at<cv::Vec3b>(5, 5), kGray);
}

TEST(ApplyHints, NoneChangeNothing) {
  const cv::Mat network(kSide, kSide, CV_8UC3, cv::Scalar(kGray));
  EXPECT_EQ(cv::norm(painted({}), network, cv::NORM_INF), 0);
}

TEST(ApplyHints, ADrawingOfInkAloneIsOneRegion) {
  const cv::Mat ink(kSide, kSide, CV_8UC3, cv::Scalar::all(0));
  const std::array hints{ColorHint{10, 10, kRed, 3}};
  const cv::Mat color =
      apply_hints(cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar(kGray)), ink, draw_hints(hints, kSide));
  EXPECT_EQ(color.at<cv::Vec3b>(60, 60), kRed);
}

}  // namespace
}  // namespace tintflow
