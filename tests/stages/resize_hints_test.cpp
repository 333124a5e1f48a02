#include "stages/resize_hints.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/resize.h"

namespace tintflow {
namespace {

constexpr int side = 32;
const cv::Vec3b red(255, 0, 0);
const cv::Vec3b green(0, 255, 0);

Picture transparent(cv::Size size) {
  return {cv::Mat(size, CV_8UC3, cv::Scalar::all(0)), cv::Mat(size, CV_8U, cv::Scalar(0))};
}

void dot(Picture& hints, const cv::Rect& area, const cv::Vec3b& color) {
  hints.pixels(area).setTo(cv::Scalar(color));
  hints.alpha(area).setTo(255);
}

cv::Mat resized(const Picture& hints, cv::Size drawing, bool has_light_ink = false) {
  return resize_hints(hints, letterbox(drawing, side), side, has_light_ink);
}

cv::Mat mask_of(const cv::Mat& resized) {
  cv::Mat planes[4];
  cv::split(resized, planes);
  return planes[3] == 1;
}

/// The colors where there are hints, which all are `color`.
void expect_color(const cv::Mat& resized, const cv::Rect& area, const cv::Vec3b& color) {
  for (int y = area.y; y < area.br().y; ++y) {
    for (int x = area.x; x < area.br().x; ++x) {
      const auto hint = resized.at<cv::Vec4f>(y, x);
      ASSERT_EQ(hint[3], 1) << x << " " << y;
      for (int c = 0; c < 3; ++c) ASSERT_FLOAT_EQ(hint[c], color[c] / 127.5F - 1) << x << " " << y;
    }
  }
}

TEST(ResizeHints, LieWhereTheDrawingDoes) {
  Picture hints = transparent({64, 32});
  dot(hints, {16, 8, 8, 8}, red);
  const cv::Mat square = resized(hints, {64, 32});
  EXPECT_EQ(square.type(), CV_32FC4);
  EXPECT_EQ(cv::boundingRect(mask_of(square)), cv::Rect(8, 8 + 4, 4, 4));
  expect_color(square, {8, 12, 4, 4}, red);
  EXPECT_EQ(cv::countNonZero(square.reshape(1)), 16 * 4) << "all is 0 where there is no hint";
}

TEST(ResizeHints, MayBeSmallerOrLargerThanTheDrawing) {
  for (const int size : {16, 32, 640}) {
    Picture hints = transparent({size, size});
    dot(hints, {size / 4, size / 2, size / 4, size / 4}, green);
    const cv::Mat square = resized(hints, {100, 100});
    EXPECT_EQ(cv::boundingRect(mask_of(square)), cv::Rect(8, 16, 8, 8)) << size;
    expect_color(square, {8, 16, 8, 8}, green);
  }
}

TEST(ResizeHints, ASmallDotOfALargeDrawingStaysAHint) {
  Picture hints = transparent({3200, 3200});
  dot(hints, {1650, 1650, 1, 1}, red);
  const cv::Mat square = resized(hints, {3200, 3200});
  EXPECT_EQ(cv::boundingRect(mask_of(square)), cv::Rect(15, 15, 3, 3));
  expect_color(square, {15, 15, 3, 3}, red);
}

TEST(ResizeHints, ThinDotsDoNotCoverOthers) {
  Picture hints = transparent({side, side});
  dot(hints, {10, 10, 5, 5}, red);
  dot(hints, {15, 12, 1, 1}, green);
  const cv::Mat square = resized(hints, {side, side});
  expect_color(square, {10, 10, 5, 5}, red);
  expect_color(square, {15, 11, 2, 3}, green);
}

TEST(ResizeHints, AtTheEdgeStayInside) {
  Picture hints = transparent({side, side});
  dot(hints, {0, side - 1, 1, 1}, red);
  EXPECT_EQ(cv::boundingRect(mask_of(resized(hints, {side, side}))), cv::Rect(0, side - 2, 2, 2));
}

TEST(ResizeHints, WhatIsHalfTransparentIsNone) {
  Picture hints = transparent({side, side});
  dot(hints, {4, 4, 8, 8}, red);
  hints.alpha(cv::Rect(4, 4, 8, 8)).setTo(127);
  EXPECT_EQ(cv::countNonZero(mask_of(resized(hints, {side, side}))), 0);
  hints.alpha(cv::Rect(4, 4, 8, 8)).setTo(128);
  EXPECT_EQ(cv::countNonZero(mask_of(resized(hints, {side, side}))), 64);
}

TEST(ResizeHints, OfDeepPicturesAreRounded) {
  Picture hints{cv::Mat(side, side, CV_16UC3, cv::Scalar(65535, 0, 0)),
                cv::Mat(side, side, CV_16U, cv::Scalar(65535))};
  expect_color(resized(hints, {side, side}), {0, 0, side, side}, red);
}

TEST(ResizeHints, ForLightInkBecomeWhatLooksLikeThemOnADarkGround) {
  Picture hints = transparent({side, side});
  dot(hints, {4, 4, 8, 8}, {20, 40, 90});
  expect_color(resized(hints, {side, side}, true), {4, 4, 8, 8}, {165, 185, 235});
}

TEST(ResizeHints, AreMadeByResize) {
  Artwork artwork;
  artwork.drawing.pixels = cv::Mat(side, side, CV_8UC3, cv::Scalar::all(255));
  EXPECT_TRUE(Resize{.side = side}(artwork)->hints.empty());
  artwork.hints = transparent({side, side});
  dot(artwork.hints, {4, 4, 8, 8}, red);
  EXPECT_EQ(cv::countNonZero(mask_of(Resize{.side = side}(artwork)->hints)), 64);
}

}  // namespace
}  // namespace tintflow
