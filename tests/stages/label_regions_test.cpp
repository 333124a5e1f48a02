#include "stages/label_regions.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// White paper of 20 x 20.
Sample paper() {
  Sample sample;
  sample.input = cv::Mat(20, 20, CV_8UC3, cv::Scalar::all(255));
  return sample;
}

void draw(Sample& sample, const cv::Rect& area, int gray) {
  sample.input(area).setTo(cv::Scalar::all(gray));
}

int label_at(const Sample& sample, int x, int y) { return sample.regions.at<int>(y, x); }

TEST(LabelRegions, PartsWhatLinesPartAndCountsThePaper) {
  Sample sample = paper();
  draw(sample, {10, 0, 1, 20}, 0);
  const auto labeled = LabelRegions{}(sample);
  ASSERT_TRUE(labeled);
  ASSERT_EQ(labeled->regions.type(), CV_32S);
  EXPECT_EQ(label_at(*labeled, 0, 0), 1);
  EXPECT_EQ(label_at(*labeled, 9, 19), 1);
  EXPECT_EQ(label_at(*labeled, 10, 5), 0) << "ink is no region";
  EXPECT_EQ(label_at(*labeled, 11, 0), 2);
  EXPECT_TRUE(sample.regions.empty());
}

TEST(LabelRegions, DiagonalLinesPartRegions) {
  Sample sample = paper();
  for (int i = 0; i < 20; ++i) draw(sample, {i, i, 1, 1}, 0);
  const auto labeled = LabelRegions{}(sample);
  EXPECT_NE(label_at(*labeled, 19, 0), label_at(*labeled, 0, 19));
}

TEST(LabelRegions, InkEndsAt85PercentGray) {
  Sample sample = paper();
  draw(sample, {10, 0, 1, 20}, 216);
  EXPECT_EQ(label_at(*LabelRegions{}(sample), 10, 5), 0);
  draw(sample, {10, 0, 1, 20}, 217);
  EXPECT_EQ(label_at(*LabelRegions{}(sample), 10, 5), 1);
  EXPECT_EQ(label_at(*LabelRegions{}(sample), 15, 5), 1);
}

TEST(LabelRegions, SmallRegionsAreNoneAndLeaveNoGapInTheNumbers) {
  Sample sample = paper();
  draw(sample, {0, 0, 5, 5}, 0);
  draw(sample, {0, 0, 3, 5}, 255);  // 15 pixels
  draw(sample, {0, 5, 5, 1}, 0);
  draw(sample, {3, 0, 2, 6}, 0);
  const auto labeled = LabelRegions{}(sample);
  EXPECT_EQ(label_at(*labeled, 1, 1), 0);
  EXPECT_EQ(label_at(*labeled, 10, 10), 1);
  EXPECT_EQ(label_at(*LabelRegions{.smallest = 15}(sample), 1, 1), 1);
  EXPECT_EQ(label_at(*LabelRegions{.smallest = 15}(sample), 10, 10), 2);
}

TEST(LabelRegions, DrawingOfInkAloneHasNone) {
  Sample sample = paper();
  draw(sample, {0, 0, 20, 20}, 0);
  EXPECT_EQ(cv::countNonZero(LabelRegions{}(sample)->regions), 0);
}

}  // namespace
}  // namespace tintflow
