#include "stages/xdog.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

TEST(Xdog, LeavesEvenAreasWhiteWhetherDarkOrLight) {
  for (const int level : {0, 90, 255}) {
    const cv::Mat even(40, 40, CV_8UC3, cv::Scalar(level, 255 - level, 30));
    EXPECT_EQ(cv::countNonZero(xdog(even, {}) != 255), 0) << level;
  }
}

TEST(Xdog, LeavesSmoothShadingWhite) {
  cv::Mat shading(100, 100, CV_8UC3);
  for (int x = 0; x < 100; ++x) shading.col(x).setTo(cv::Scalar::all(50 + 2 * x));
  EXPECT_EQ(cv::countNonZero(xdog(shading, {}) != 255), 0);
}

TEST(Xdog, DrawsALineWhereColorsMeet) {
  cv::Mat halves(40, 40, CV_8UC3, cv::Scalar::all(255));
  halves.colRange(0, 20).setTo(cv::Scalar(255, 230, 0));  // yellow beside white
  const cv::Mat lines = xdog(halves, {});
  EXPECT_EQ(lines.type(), CV_8UC1);
  EXPECT_LT(lines.at<unsigned char>(20, 19), 60);
  EXPECT_EQ(lines.at<unsigned char>(20, 5), 255);
  EXPECT_EQ(lines.at<unsigned char>(20, 30), 255);
}

TEST(Xdog, DrawsThickerLinesWithALargerSigma) {
  cv::Mat disk(100, 100, CV_8UC3, cv::Scalar::all(255));
  cv::circle(disk, {50, 50}, 30, cv::Scalar(200, 30, 30), cv::FILLED);
  const auto ink = [&](double sigma) {
    return cv::countNonZero(xdog(disk, {.sigma = sigma}) < 128);
  };
  EXPECT_GT(ink(2), 2 * ink(0.6));
}

TEST(RandomXdog, ScalesWithThePicture) {
  cv::RNG small(3);
  cv::RNG large(3);
  EXPECT_DOUBLE_EQ(2 * random_xdog(1, small).sigma, random_xdog(2, large).sigma);
}

}  // namespace
}  // namespace tintflow
