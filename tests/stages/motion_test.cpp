#include "stages/motion.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

cv::Mat moved_by(const cv::Mat& picture, int x, int y) {
  cv::Mat moved;
  const cv::Mat step = (cv::Mat_<double>(2, 3) << 1, 0, x, 0, 1, y);
  cv::warpAffine(picture, moved, step, picture.size(), cv::INTER_NEAREST, cv::BORDER_CONSTANT,
                 cv::Scalar::all(255));
  return moved;
}

TEST(Motion, OfEqualDrawingsIsNone) {
  const cv::Mat drawing = synthetic_drawing({128, 128}, 4);
  const Motion motion = find_motion(drawing, drawing);
  EXPECT_EQ(cv::countNonZero(motion.trusted), 128 * 128);
  EXPECT_EQ(cv::norm(follow(drawing, motion), drawing, cv::NORM_INF), 0);
}

TEST(Motion, FindsAStepOfAllLines) {
  const cv::Mat before = synthetic_drawing({256, 256}, 4);
  const Motion motion = find_motion(before, moved_by(before, 6, -4));
  const cv::Rect middle(40, 40, 176, 176);
  cv::Mat ink;
  cv::cvtColor(moved_by(before, 6, -4), ink, cv::COLOR_RGB2GRAY);
  int lines = 0;
  int found = 0;
  for (int y = middle.y; y < middle.br().y; ++y) {
    for (int x = middle.x; x < middle.br().x; ++x) {
      if (ink.at<unsigned char>(y, x) > 128) continue;
      ++lines;
      const auto from = motion.from.at<cv::Vec2f>(y, x);
      if (cv::norm(from - cv::Vec2f(x - 6.F, y + 4.F)) < 1) ++found;
    }
  }
  EXPECT_GT(lines, 200);
  EXPECT_GT(found, 0.9 * lines);
}

TEST(Motion, OfTinyDrawingsIsNone) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(8, 8), cv::Size(200, 3), cv::Size(15, 40)}) {
    const cv::Mat drawing = synthetic_drawing(size, 4);
    const Motion motion = find_motion(drawing, 255 - drawing);
    EXPECT_EQ(cv::norm(follow(drawing, motion), drawing, cv::NORM_INF), 0) << size;
  }
}

TEST(Motion, DoesNotTrustWhatHasNoCounterpart) {
  cv::Mat before(128, 128, CV_8UC3, cv::Scalar::all(255));
  cv::circle(before, {40, 64}, 20, cv::Scalar::all(0), 2);
  cv::Mat now(128, 128, CV_8UC3, cv::Scalar::all(255));
  cv::rectangle(now, {60, 20}, {110, 100}, cv::Scalar::all(0), 2);
  const Motion motion = find_motion(before, now);
  EXPECT_LT(cv::countNonZero(motion.trusted), 128 * 128);
}

}  // namespace
}  // namespace tintflow
