#include "io/orientation.h"

#include <array>

#include <gmock/gmock.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

/// Where each corner of a 3 x 2 picture, numbered by rows from 1, comes to lie.
TEST(Orientation, TurnsEachOfTheEightWays) {
  const cv::Mat stored = (cv::Mat_<std::uint8_t>(2, 3) << 1, 2, 3, 4, 5, 6);
  const std::array<cv::Mat, 8> upright{
      (cv::Mat_<std::uint8_t>(2, 3) << 1, 2, 3, 4, 5, 6),
      (cv::Mat_<std::uint8_t>(2, 3) << 3, 2, 1, 6, 5, 4),
      (cv::Mat_<std::uint8_t>(2, 3) << 6, 5, 4, 3, 2, 1),
      (cv::Mat_<std::uint8_t>(2, 3) << 4, 5, 6, 1, 2, 3),
      (cv::Mat_<std::uint8_t>(3, 2) << 1, 4, 2, 5, 3, 6),
      (cv::Mat_<std::uint8_t>(3, 2) << 4, 1, 5, 2, 6, 3),
      (cv::Mat_<std::uint8_t>(3, 2) << 6, 3, 5, 2, 4, 1),
      (cv::Mat_<std::uint8_t>(3, 2) << 3, 6, 2, 5, 1, 4),
  };
  cv::Mat pixels;
  cv::merge(std::array{stored, stored, stored}, pixels);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const cv::Mat& expected = upright[static_cast<std::size_t>(orientation - 1)];
    const Picture turned = turn_upright({pixels, stored}, orientation);
    EXPECT_EQ(difference(turned.alpha, expected), 0) << orientation << "\n" << turned.alpha;
    cv::Mat red;
    cv::extractChannel(turned.pixels, red, 0);
    EXPECT_EQ(difference(red, expected), 0) << orientation;
    EXPECT_EQ(upright_size(stored.size(), orientation), expected.size());
  }
  EXPECT_EQ(stored.at<std::uint8_t>(0, 0), 1) << "the input was written to";
}

TEST(Orientation, TurnsTheResolutionWithThePixels) {
  Picture stored{cv::Mat(2, 3, CV_8UC3, cv::Scalar()), {}};
  stored.metadata.resolution = {300, 150};
  EXPECT_EQ(turn_upright(stored, 3).metadata.resolution, cv::Size2d(300, 150));
  EXPECT_EQ(turn_upright(stored, 6).metadata.resolution, cv::Size2d(150, 300));
}

}  // namespace
}  // namespace tintflow
