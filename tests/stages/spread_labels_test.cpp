#include "stages/spread_labels.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

bool equal(const cv::Mat& a, const cv::Mat& b) { return cv::norm(a, b, cv::NORM_INF) == 0; }

TEST(SpreadLabels, EachPixelTakesTheNearest) {
  cv::Mat labels = (cv::Mat_<int>(1, 7) << 1, 0, 0, 0, 0, 2, 0);
  spread_labels(labels);
  EXPECT_TRUE(equal(labels, (cv::Mat_<int>(1, 7) << 1, 1, 1, 2, 2, 2, 2))) << labels;
}

TEST(SpreadLabels, StepsGoUpDownLeftAndRight) {
  cv::Mat labels = cv::Mat::zeros(3, 3, CV_32S);
  labels.at<int>(1, 1) = 5;
  spread_labels(labels);
  EXPECT_TRUE(equal(labels, cv::Mat(3, 3, CV_32S, cv::Scalar(5))));
}

TEST(SpreadLabels, StaysWithinARegion) {
  const cv::Mat regions = (cv::Mat_<int>(2, 5) << 1, 1, 0, 2, 2, /**/ 3, 1, 0, 1, 2);
  cv::Mat labels = cv::Mat::zeros(2, 5, CV_32S);
  labels.at<int>(0, 0) = 7;
  labels.at<int>(1, 4) = 8;
  spread_labels(labels, regions);
  EXPECT_TRUE(equal(labels, (cv::Mat_<int>(2, 5) << 7, 7, 0, 8, 8, /**/ 0, 7, 0, 0, 8))) << labels;
}

TEST(SpreadLabels, NothingStaysNothing) {
  cv::Mat labels = cv::Mat::zeros(4, 4, CV_32S);
  spread_labels(labels);
  EXPECT_EQ(cv::countNonZero(labels), 0);
}

}  // namespace
}  // namespace tintflow
