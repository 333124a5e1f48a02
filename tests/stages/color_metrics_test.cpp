#include "stages/color_metrics.h"

#include <cmath>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

const cv::Scalar white(255, 255, 255);

/// A box of 20 x 20 inside a black line of one pixel, on paper of 60 x 60.
const cv::Rect box(20, 20, 20, 20);

cv::Mat drawing() {
  cv::Mat picture(60, 60, CV_8UC3, white);
  cv::rectangle(picture, box.tl() - cv::Point(1, 1), box.br(), cv::Scalar());
  return picture;
}

cv::Mat truth() {
  cv::Mat picture = drawing();
  picture(box).setTo(cv::Scalar(255, 0, 0));
  return picture;
}

TEST(PaperMask, IsWhiteOrNearly) {
  cv::Mat picture(1, 3, CV_8UC3, white);
  picture.at<cv::Vec3b>(0, 1) = {255, 255, 250};
  picture.at<cv::Vec3b>(0, 2) = {255, 255, 249};
  EXPECT_EQ(
      cv::countNonZero(paper_mask(picture) != cv::Mat((cv::Mat_<uchar>(1, 3) << 255, 255, 0))), 0);
}

TEST(PaintedMask, LeavesOutInkAndPaper) {
  const cv::Mat mask = painted_mask(drawing(), truth());
  EXPECT_EQ(cv::countNonZero(mask), box.area());
  EXPECT_EQ(cv::countNonZero(mask(box)), box.area());
}

TEST(PaperBesideMask, ReachesAroundTheFigure) {
  const cv::Mat mask = paper_beside_mask(drawing(), truth(), 3);
  EXPECT_EQ(mask.at<uchar>(30, 18), 255) << "beside the line, which is at 19";
  EXPECT_EQ(mask.at<uchar>(30, 16), 255) << "3 pixels from the line";
  EXPECT_EQ(mask.at<uchar>(30, 15), 0) << "4 pixels from the line";
  EXPECT_EQ(mask.at<uchar>(30, 19), 0) << "ink";
  EXPECT_EQ(cv::countNonZero(mask(box)), 0) << "painted in the truth";
}

TEST(Colorfulness, OfGraysIsNothing) {
  cv::Mat grays(1, 2, CV_8UC3, white);
  grays.at<cv::Vec3b>(0, 1) = {7, 7, 7};
  EXPECT_EQ(colorfulness(grays), 0);
}

TEST(Colorfulness, IsDeviationPlusThreeTenthsOfTheMean) {
  // Red against green is 200 and 0, yellow against blue 100 and -60.
  cv::Mat picture(1, 2, CV_8UC3);
  picture.at<cv::Vec3b>(0, 0) = {200, 0, 0};
  picture.at<cv::Vec3b>(0, 1) = {0, 0, 60};
  EXPECT_NEAR(colorfulness(picture), std::hypot(100, 80) + 0.3 * std::hypot(100, 20), 1e-4);
}

}  // namespace
}  // namespace tintflow
