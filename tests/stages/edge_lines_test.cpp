#include "stages/edge_lines.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// A disk of one color on another one.
cv::Mat disk(const cv::Scalar& color, const cv::Scalar& ground) {
  cv::Mat picture(143, 143, CV_8UC3, ground);
  cv::circle(picture, {71, 71}, 40, color, cv::FILLED, cv::LINE_AA);
  return picture;
}

TEST(EdgeLines, PartsColorsOfEqualLightness) {
  const cv::Mat lines = edge_lines(disk({190, 60, 60}, {60, 115, 60}), {});
  EXPECT_LT(lines.row(71).colRange(25, 40).dot(cv::Mat::ones(1, 15, CV_8U)), 15 * 255 - 200);
  EXPECT_EQ(lines.at<unsigned char>(71, 71), 255);
  EXPECT_EQ(lines.at<unsigned char>(5, 5), 255);
}

TEST(EdgeLines, LeavesSmoothShadingWhite) {
  cv::Mat shading(100, 100, CV_8UC3);
  for (int x = 0; x < 100; ++x) shading.col(x).setTo(cv::Scalar::all(50 + 2 * x));
  EXPECT_EQ(cv::countNonZero(edge_lines(shading, {}) != 255), 0);
}

TEST(EdgeLines, HaveTheWidthAndToneAskedFor) {
  const cv::Mat picture = disk({200, 30, 30}, cv::Scalar::all(255));
  const auto ink = [&](double width) {
    const cv::Mat lines = edge_lines(picture, {.width = width, .tone = 0});
    return (255.0 * lines.total() - cv::sum(lines)[0]) / 255;
  };
  EXPECT_NEAR(ink(3) / ink(1), 3, 0.4);
  double darkest = 0;
  cv::minMaxLoc(edge_lines(picture, {.width = 2, .tone = 80}), &darkest);
  EXPECT_EQ(darkest, 80);
}

TEST(EdgeLines, KeepThePicturesOwnInkAsOneLine) {
  cv::Mat inked(143, 143, CV_8UC3, cv::Scalar(240, 220, 180));
  inked(cv::Rect(70, 10, 3, 120)).setTo(cv::Scalar::all(10));
  const cv::Mat lines = edge_lines(inked, {.tone = 0});
  const cv::Mat row = lines.row(71) < 128;
  EXPECT_EQ(cv::countNonZero(row), 3);
  EXPECT_EQ(cv::countNonZero(row.colRange(70, 73)), 3);
}

}  // namespace
}  // namespace tintflow
