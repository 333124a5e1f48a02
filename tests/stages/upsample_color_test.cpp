#include "stages/upsample_color.h"

#include <cstdint>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

const cv::Vec3b kRed(220, 40, 30);
const cv::Vec3b kBlue(20, 60, 210);

/// A guide with a vertical line of two pixels in its middle.
cv::Mat guide_with_line(cv::Size size) {
  cv::Mat guide(size, CV_8UC1, cv::Scalar(255));
  guide.colRange(size.width / 2 - 1, size.width / 2 + 1).setTo(0);
  return guide;
}

cv::Mat drawing_of(const cv::Mat& guide, cv::Size size) {
  cv::Mat small, drawing;
  cv::resize(guide, small, size, 0, 0, cv::INTER_AREA);
  cv::cvtColor(small, drawing, cv::COLOR_GRAY2RGB);
  return drawing;
}

/// Red on the left and blue on the right, with a blurred border as networks paint it.
cv::Mat red_and_blue(cv::Size size) {
  cv::Mat color(size, CV_8UC3, kRed);
  color.colRange(size.width / 2, size.width).setTo(kBlue);
  cv::blur(color, color, {3, 3});
  return color;
}

int difference(const cv::Vec3b& a, const cv::Vec3b& b) {
  return static_cast<int>(cv::norm(a, b, cv::NORM_INF));
}

TEST(UpsampleColor, NoColorCrossesALine) {
  const cv::Mat guide = guide_with_line({256, 64});
  const cv::Size small(64, 16);
  const cv::Mat color = red_and_blue(small);
  const cv::Mat result = UpsampleColor{}(color, drawing_of(guide, small), guide);
  ASSERT_EQ(result.size(), guide.size());
  EXPECT_LE(difference(result.at<cv::Vec3b>(30, 126), kRed), 12);
  EXPECT_LE(difference(result.at<cv::Vec3b>(30, 129), kBlue), 12);

  cv::Mat without_guide;
  cv::resize(color, without_guide, guide.size(), 0, 0, cv::INTER_LINEAR);
  EXPECT_GT(difference(without_guide.at<cv::Vec3b>(30, 126), kRed), 60);
}

TEST(UpsampleColor, AFaintPencilLineIsABorderToo) {
  cv::Mat guide(64, 256, CV_8UC1, cv::Scalar(255));
  guide.colRange(127, 129).setTo(170);
  const cv::Size small(64, 16);
  const cv::Mat result = UpsampleColor{}(red_and_blue(small), drawing_of(guide, small), guide);
  EXPECT_LE(difference(result.at<cv::Vec3b>(30, 120), kRed), 25);
  EXPECT_LE(difference(result.at<cv::Vec3b>(30, 135), kBlue), 25);
}

TEST(UpsampleColor, PaintedInkGivesWayToTheColorBesideIt) {
  const cv::Mat guide = guide_with_line({64, 64});
  const cv::Mat drawing = drawing_of(guide, guide.size());
  const cv::Mat even(64, 64, CV_8UC3, kRed);
  cv::Mat painted;
  cv::multiply(even, drawing, painted, 1 / 255.0);
  const cv::Mat result = UpsampleColor{}(painted, drawing, guide);
  EXPECT_LE(cv::norm(result, even, cv::NORM_INF), 1);
}

TEST(UpsampleColor, EvenColorStaysAsItIsAtEverySize) {
  const cv::Mat color(32, 32, CV_8UC3, kBlue);
  const cv::Mat paper(32, 32, CV_8UC3, cv::Scalar::all(255));
  for (const cv::Size size :
       {cv::Size(1, 1), cv::Size(7, 31), cv::Size(32, 32), cv::Size(200, 90)}) {
    const cv::Mat guide(size, CV_8UC1, cv::Scalar(255));
    const cv::Mat result = UpsampleColor{}(color, paper, guide);
    EXPECT_LE(cv::norm(result, cv::Mat(size, CV_8UC3, kBlue), cv::NORM_INF), 1) << size;
  }
}

TEST(UpsampleColor, WhereAllIsInkItsOwnColorStays) {
  const cv::Mat color(16, 16, CV_8UC3, kRed);
  const cv::Mat black(16, 16, CV_8UC3, cv::Scalar::all(0));
  const cv::Mat result = UpsampleColor{}(color, black, cv::Mat(64, 64, CV_8UC1, cv::Scalar(0)));
  EXPECT_LE(cv::norm(result, cv::Mat(64, 64, CV_8UC3, kRed), cv::NORM_INF), 1);
}

}  // namespace
}  // namespace tintflow
