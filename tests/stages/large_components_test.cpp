#include "stages/large_components.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(LabelLargeComponents, NumbersThemWithoutAGapAndLeavesSmallOnesOut) {
  const cv::Mat mask = (cv::Mat_<std::uint8_t>(3, 6) << 255, 0, 255, 0, 1, 1,  //
                        255, 0, 0, 0, 0, 1,                                    //
                        255, 0, 255, 0, 0, 0);
  cv::Mat labels;
  EXPECT_EQ(label_large_components(mask, 3, labels), 2);
  const cv::Mat expected = (cv::Mat_<int>(3, 6) << 1, 0, 0, 0, 2, 2,  //
                            1, 0, 0, 0, 0, 2,                         //
                            1, 0, 0, 0, 0, 0);
  EXPECT_EQ(cv::norm(labels, expected, cv::NORM_INF), 0) << labels;
  EXPECT_EQ(label_large_components(mask, 4, labels), 0);
  EXPECT_EQ(cv::countNonZero(labels), 0);
}

TEST(LabelLargeComponents, DiagonalNeighborsAreTwo) {
  const cv::Mat mask = (cv::Mat_<std::uint8_t>(2, 2) << 1, 0, 0, 1);
  cv::Mat labels;
  EXPECT_EQ(label_large_components(mask, 1, labels), 2);
}

}  // namespace
}  // namespace tintflow
