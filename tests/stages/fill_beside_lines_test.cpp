#include "stages/fill_beside_lines.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// Region 1 in columns 0 and 1, region 2 in column 6, lines between them.
cv::Mat two_regions() {
  cv::Mat labels = cv::Mat::zeros(1, 7, CV_32S);
  labels.at<int>(0, 0) = labels.at<int>(0, 1) = 1;
  labels.at<int>(0, 6) = 2;
  return labels;
}

TEST(FillBesideLines, TakesTheNearestRegionsColor) {
  cv::Mat color(1, 7, CV_8UC3, cv::Scalar(9, 9, 9));
  color.at<cv::Vec3b>(0, 1) = {1, 2, 3};
  color.at<cv::Vec3b>(0, 6) = {4, 5, 6};
  const cv::Mat filled = fill_beside_lines(color, two_regions());
  EXPECT_EQ(filled.at<cv::Vec3b>(0, 0), cv::Vec3b(9, 9, 9)) << "a region keeps its own";
  EXPECT_EQ(filled.at<cv::Vec3b>(0, 2), cv::Vec3b(1, 2, 3));
  EXPECT_EQ(filled.at<cv::Vec3b>(0, 3), cv::Vec3b(1, 2, 3));
  EXPECT_EQ(filled.at<cv::Vec3b>(0, 4), cv::Vec3b(4, 5, 6));
  EXPECT_EQ(filled.at<cv::Vec3b>(0, 6), cv::Vec3b(4, 5, 6));
}

TEST(FillBesideLines, GrowsLabels) {
  const cv::Mat grown = fill_beside_lines(two_regions(), two_regions());
  for (int x = 0; x < 7; ++x) EXPECT_EQ(grown.at<int>(0, x), x < 4 ? 1 : 2) << x;
}

TEST(FillBesideLines, LeavesADrawingWithoutRegionsAsItIs) {
  const cv::Mat color(8, 8, CV_8UC3, cv::Scalar(1, 2, 3));
  const cv::Mat labels = cv::Mat::zeros(8, 8, CV_32S);
  EXPECT_EQ(cv::norm(fill_beside_lines(color, labels), color, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace tintflow
