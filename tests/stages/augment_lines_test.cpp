#include "stages/augment_lines.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// An upright black line of this width on white.
cv::Mat line_drawing(int width) {
  cv::Mat drawing(128, 128, CV_8UC3, cv::Scalar::all(255));
  drawing.colRange(60, 60 + width).setTo(cv::Scalar::all(0));
  return drawing;
}

/// Width of the line in a row, pale pixels counting for their share.
double width_of(const cv::Mat& drawing, int row = 64) {
  return drawing.cols - cv::sum(drawing.row(row).reshape(1))[0] / (3 * 255);
}

bool equal(const cv::Mat& a, const cv::Mat& b) { return cv::norm(a, b, cv::NORM_INF) == 0; }

TEST(ChangeLineWidth, ChangesItByFractionsOfAPixel) {
  for (const double change : {-2.0, -1.0, -0.5, 0.0, 0.3, 1.0, 2.0, 3.5}) {
    EXPECT_NEAR(width_of(change_line_width(line_drawing(5), change)), 5 + change, 0.02) << change;
  }
}

TEST(ChangeLineWidth, KeepsHalfOfALineThatIsTooThin) {
  EXPECT_NEAR(width_of(change_line_width(line_drawing(1), -2)), 0.5, 0.01);
}

TEST(AugmentLines, ChangesNothingAndDrawsNoNumbersByDefault) {
  cv::RNG random(1);
  const cv::Mat drawing = line_drawing(3);
  EXPECT_EQ(augment_lines(drawing, {}, random).data, drawing.data);
  EXPECT_EQ(random.state, cv::RNG(1).state);
}

TEST(AugmentLines, StaysWithinTheRangeOfWidths) {
  cv::RNG random(1);
  double least = 100;
  double most = 0;
  for (int i = 0; i < 50; ++i) {
    const double width = width_of(augment_lines(line_drawing(5), {.width = 2}, random));
    least = std::min(least, width);
    most = std::max(most, width);
  }
  EXPECT_GE(least, 2.98);
  EXPECT_LT(least, 3.5);
  EXPECT_LE(most, 7.02);
  EXPECT_GT(most, 6.5);
}

TEST(AugmentLines, PalesInkAndLeavesPaper) {
  cv::RNG random(1);
  double palest = 0;
  for (int i = 0; i < 50; ++i) {
    const cv::Mat pale = augment_lines(line_drawing(3), {.tone = 0.4}, random);
    EXPECT_EQ(pale.at<cv::Vec3b>(5, 5), cv::Vec3b(255, 255, 255));
    palest = std::max<double>(palest, pale.at<cv::Vec3b>(64, 61)[0]);
  }
  EXPECT_LE(palest, 102);
  EXPECT_GT(palest, 80);
}

TEST(AugmentLines, BreaksLines) {
  cv::RNG random(1);
  int broken = 0;
  for (int i = 0; i < 20; ++i) {
    const cv::Mat drawing = line_drawing(3);
    const cv::Mat changed = augment_lines(drawing, {.gaps = 10}, random);
    EXPECT_EQ(cv::countNonZero(changed.reshape(1) < drawing.reshape(1)), 0) << "only whitens";
    EXPECT_EQ(width_of(drawing), 3) << "input was written";
    for (int row = 0; row < drawing.rows; ++row) {
      if (width_of(changed, row) > 0.1) continue;
      ++broken;
      break;
    }
  }
  EXPECT_GT(broken, 10);
}

TEST(AugmentLines, LeavesNoGapsInFilledAreas) {
  cv::RNG random(1);
  cv::Mat filled(128, 128, CV_8UC3, cv::Scalar::all(255));
  filled.rowRange(20, 110).colRange(20, 110).setTo(cv::Scalar::all(0));
  for (int i = 0; i < 10; ++i) {
    const cv::Mat inside = augment_lines(filled, {.gaps = 30}, random)(cv::Rect(40, 40, 50, 50));
    EXPECT_EQ(cv::countNonZero(inside.reshape(1)), 0);
  }
}

TEST(AugmentLines, TintsPaperAndKeepsInkDark) {
  cv::RNG random(1);
  double darkest = 255;
  for (int i = 0; i < 20; ++i) {
    const cv::Mat paper = augment_lines(line_drawing(10), {.paper_noise = 40}, random);
    EXPECT_LT(paper.at<cv::Vec3b>(64, 65)[0], 10);
    cv::Mat left = paper.colRange(0, 50);
    for (int c = 0; c < 3; ++c) darkest = std::min(darkest, cv::mean(left)[c]);
    EXPECT_GT(cv::mean(left)[0], 255 - 40 * 1.3);
  }
  EXPECT_LT(darkest, 240);
}

TEST(AugmentLines, RepeatsItselfWithTheSameNumbers) {
  const LineAugmentOptions all{.width = 1, .tone = 0.3, .gaps = 5, .paper_noise = 20};
  cv::RNG first(7);
  cv::RNG second(7);
  EXPECT_TRUE(equal(augment_lines(line_drawing(3), all, first),
                    augment_lines(line_drawing(3), all, second)));
}

}  // namespace
}  // namespace tintflow
