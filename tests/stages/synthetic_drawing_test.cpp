#include "stages/synthetic_drawing.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

TEST(SyntheticDrawing, HasSomeInkOnWhitePaper) {
  for (const cv::Size size : {cv::Size(512, 512), cv::Size(300, 100)}) {
    const cv::Mat drawing = synthetic_drawing(size, 3);
    ASSERT_EQ(drawing.size(), size);
    ASSERT_EQ(drawing.type(), CV_8UC3);
    cv::Mat gray;
    cv::cvtColor(drawing, gray, cv::COLOR_RGB2GRAY);
    const double ink = cv::countNonZero(gray < 128) / static_cast<double>(gray.total());
    EXPECT_GT(ink, 0.01);
    EXPECT_LT(ink, 0.25);
    EXPECT_GT(cv::countNonZero(gray == 255), cv::countNonZero(gray < 255));
  }
}

TEST(SyntheticDrawing, DependsOnItsSeedAlone) {
  const cv::Mat one = synthetic_drawing({64, 64}, 1);
  EXPECT_EQ(cv::norm(one, synthetic_drawing({64, 64}, 1), cv::NORM_INF), 0);
  EXPECT_GT(cv::norm(one, synthetic_drawing({64, 64}, 2), cv::NORM_INF), 0);
}

TEST(SyntheticDrawing, MayBeTiny) { EXPECT_EQ(synthetic_drawing({1, 1}, 0).total(), 1); }

}  // namespace
}  // namespace tintflow
