#include "stages/panel.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

cv::Mat plain(int width, int height, cv::Scalar color) {
  return cv::Mat(height, width, CV_8UC3, color);
}

TEST(DrawPanel, PlacesPicturesSideBySide) {
  const cv::Mat panel = draw_panel({{plain(20, 20, {1, 0, 0}), plain(20, 20, {0, 2, 0})},
                                    {plain(20, 20, {0, 0, 3}), plain(20, 20, {4, 4, 4})}},
                                   20);
  ASSERT_EQ(panel.size(), cv::Size(2 * 28 + 8, 2 * 28 + 8));
  EXPECT_EQ(panel.at<cv::Vec3b>(8, 8), cv::Vec3b(1, 0, 0));
  EXPECT_EQ(panel.at<cv::Vec3b>(27, 36), cv::Vec3b(0, 2, 0));
  EXPECT_EQ(panel.at<cv::Vec3b>(36, 8), cv::Vec3b(0, 0, 3));
  EXPECT_EQ(panel.at<cv::Vec3b>(36, 36), cv::Vec3b(4, 4, 4));
  EXPECT_EQ(panel.at<cv::Vec3b>(0, 0), panel.at<cv::Vec3b>(30, 30)) << "gaps are of one color";
}

TEST(DrawPanel, KeepsTheAspectOfEachPicture) {
  const cv::Mat panel = draw_panel({{plain(40, 20, {9, 9, 9})}}, 20);
  EXPECT_EQ(panel.at<cv::Vec3b>(8 + 5, 8), cv::Vec3b(9, 9, 9));
  EXPECT_NE(panel.at<cv::Vec3b>(8 + 4, 8), cv::Vec3b(9, 9, 9));
}

TEST(DrawPanel, BreaksLinesAfterTheGivenColumns) {
  const std::vector<PanelRow> rows(5, PanelRow{plain(10, 10, {5, 5, 5})});
  EXPECT_EQ(draw_panel(rows, 10, 2).size(), cv::Size(2 * 26, 3 * 18 + 8));
}

}  // namespace
}  // namespace tintflow
