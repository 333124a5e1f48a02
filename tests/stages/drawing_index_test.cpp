#include "stages/drawing_index.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

cv::Mat circle(int radius, cv::Size size = {128, 128}) {
  cv::Mat drawing(size, CV_8UC3, cv::Scalar::all(255));
  cv::circle(drawing, {size.width / 2, size.height / 2}, radius, cv::Scalar(), 3);
  return drawing;
}

TEST(DescribeDrawing, OfPaperIsNothing) {
  EXPECT_EQ(describe_drawing(cv::Mat(50, 80, CV_8UC3, cv::Scalar::all(255))), DrawingDescriptor{});
}

TEST(DescribeDrawing, SeesInkWhereItIs) {
  cv::Mat drawing(64, 64, CV_8UC3, cv::Scalar::all(255));
  drawing(cv::Rect(0, 0, 64, 32)).setTo(cv::Scalar());
  const DrawingDescriptor descriptor = describe_drawing(drawing);
  EXPECT_EQ(descriptor[5 * 32 + 16], 255);
  EXPECT_EQ(descriptor[25 * 32 + 16], 0);
}

TEST(DrawingIndex, FindsTheDrawingThatLooksMostAlike) {
  DrawingIndex index;
  EXPECT_FALSE(index.nearest(describe_drawing(circle(30))));
  for (const int radius : {10, 30, 50}) index.add(radius, describe_drawing(circle(radius)));
  EXPECT_EQ(index.size(), 3U);
  EXPECT_EQ(index.nearest(describe_drawing(circle(12))), 10U);
  EXPECT_EQ(index.nearest(describe_drawing(circle(29))), 30U);
  EXPECT_EQ(index.nearest(describe_drawing(circle(47))), 50U);
}

TEST(DrawingIndex, DoesNotFindTheDrawingItself) {
  DrawingIndex index;
  for (const int radius : {10, 30, 36}) index.add(radius, describe_drawing(circle(radius)));
  EXPECT_EQ(index.nearest(describe_drawing(circle(30)), 30), 36U);
}

TEST(DrawingIndex, TakesTheFirstOfEquals) {
  DrawingIndex index;
  for (const std::size_t id : {4, 2, 7}) index.add(id, describe_drawing(circle(20)));
  EXPECT_EQ(index.nearest(describe_drawing(circle(20))), 4U);
}

}  // namespace
}  // namespace tintflow
