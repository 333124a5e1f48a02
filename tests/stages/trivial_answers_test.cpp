#include "stages/trivial_answers.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// A closed box and, right of it, one that is open at the top; the closed one touches the border.
cv::Mat two_boxes() {
  cv::Mat drawing(20, 40, CV_8UC3, cv::Scalar::all(255));
  cv::rectangle(drawing, {0, 4}, {12, 14}, cv::Scalar::all(0));
  cv::rectangle(drawing, {20, 4}, {32, 14}, cv::Scalar::all(0));
  drawing(cv::Rect(21, 4, 11, 1)).setTo(cv::Scalar::all(255));
  return drawing;
}

TEST(FigureMask, TakesInkAndWhatItEncloses) {
  const cv::Mat mask = figure_mask(two_boxes());
  EXPECT_EQ(mask.at<std::uint8_t>(9, 6), 255) << "enclosed";
  EXPECT_EQ(mask.at<std::uint8_t>(4, 6), 255) << "ink";
  EXPECT_EQ(mask.at<std::uint8_t>(9, 26), 0) << "open to the paper";
  EXPECT_EQ(mask.at<std::uint8_t>(9, 16), 0) << "between the boxes";
}

TEST(FigureMask, OfInkAllAroundIsEverything) {
  EXPECT_EQ(cv::countNonZero(figure_mask(cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(0)))), 64);
}

TEST(FillFigure, ColorsTheFigureUnderItsInk) {
  const cv::Mat filled = fill_figure(two_boxes(), {200, 100, 50});
  EXPECT_EQ(filled.at<cv::Vec3b>(9, 6), cv::Vec3b(200, 100, 50));
  EXPECT_EQ(filled.at<cv::Vec3b>(4, 6), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(filled.at<cv::Vec3b>(9, 26), cv::Vec3b(255, 255, 255));
}

}  // namespace
}  // namespace tintflow
