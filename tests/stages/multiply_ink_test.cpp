#include "stages/multiply_ink.h"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace tintflow {
namespace {

/// Every pair of an 8-bit color (by column) and ink (by row).
TEST(MultiplyInk, IsTheRoundedProductForAllValues) {
  cv::Mat color(256, 256, CV_8UC3);
  cv::Mat drawing(256, 256, CV_8UC3);
  for (int y = 0; y < 256; ++y) {
    for (int x = 0; x < 256; ++x) {
      color.at<cv::Vec3b>(y, x) = cv::Vec3b::all(static_cast<std::uint8_t>(x));
      drawing.at<cv::Vec3b>(y, x) = cv::Vec3b::all(static_cast<std::uint8_t>(y));
    }
  }
  const cv::Mat product = multiply_ink(color, drawing);
  for (int y = 0; y < 256; ++y) {
    for (int x = 0; x < 256; ++x) {
      ASSERT_EQ(product.at<cv::Vec3b>(y, x)[1], std::lround(x * y / 255.0)) << x << " " << y;
    }
  }
}

TEST(MultiplyInk, SixteenBitInkStaysSo) {
  const cv::Mat color(1, 3, CV_8UC3, cv::Scalar(255, 100, 0));
  cv::Mat drawing(1, 3, CV_16UC3, cv::Scalar::all(65535));
  drawing.at<cv::Vec3w>(0, 1) = {40000, 40001, 40002};
  drawing.at<cv::Vec3w>(0, 2) = {0, 0, 0};
  const cv::Mat product = multiply_ink(color, drawing);
  ASSERT_EQ(product.type(), CV_16UC3);
  EXPECT_EQ(product.at<cv::Vec3w>(0, 0), cv::Vec3w(65535, 25700, 0));
  EXPECT_EQ(product.at<cv::Vec3w>(0, 1), cv::Vec3w(40000, 15687, 0));
  EXPECT_EQ(product.at<cv::Vec3w>(0, 2), cv::Vec3w(0, 0, 0));
}

TEST(MultiplyInk, ScalesTheColorBilinearly) {
  cv::Mat color(9, 7, CV_8UC3);
  cv::randu(color, 0, 256);
  for (const cv::Size size : {cv::Size(7, 9), cv::Size(50, 61), cv::Size(7, 100), cv::Size(3, 4)}) {
    const cv::Mat white(size, CV_8UC3, cv::Scalar::all(255));
    cv::Mat expected;
    cv::resize(color, expected, size, 0, 0, cv::INTER_LINEAR);
    EXPECT_LE(cv::norm(multiply_ink(color, white), expected, cv::NORM_INF), 1) << size;
  }
}

TEST(MultiplyInk, ColoredLinesKeepTheirColorOnWhite) {
  const cv::Mat white(4, 4, CV_8UC3, cv::Scalar::all(255));
  const cv::Mat red_pencil(4, 4, CV_8UC3, cv::Scalar(230, 60, 70));
  EXPECT_EQ(cv::norm(multiply_ink(white, red_pencil), red_pencil, cv::NORM_INF), 0);
}

}  // namespace
}  // namespace tintflow
