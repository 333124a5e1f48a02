#include "stages/reference_colors.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/resize.h"

namespace tintflow {
namespace {

constexpr int kSide = 64;
const cv::Vec3b kLeft(200, 40, 90);
const cv::Vec3b kRight(20, 160, 240);

/// A line in the middle of a drawing twice as wide as high.
cv::Mat drawing(cv::Size size) {
  cv::Mat picture(size, CV_8UC3, cv::Scalar::all(255));
  cv::line(picture, {size.width / 2, 0}, {size.width / 2, size.height}, cv::Scalar::all(0),
           size.width / 64);
  return picture;
}

/// The same, colored left and right of the line.
Picture colored(cv::Size size) {
  cv::Mat color(size, CV_8UC3, cv::Scalar(kRight));
  color.colRange(0, size.width / 2).setTo(kLeft);
  cv::Mat picture;
  cv::bitwise_and(color, drawing(size), picture);
  return {picture, {}};
}

Sample sample_of(cv::Size size) {
  Artwork artwork;
  artwork.drawing.pixels = drawing(size);
  return *Resize{.side = kSide}(artwork);
}

TEST(ReferenceColors, AreThoseBesideTheLinesInAllOfTheSquare) {
  const Sample sample = sample_of({256, 128});
  for (const int width : {128, 256, 600}) {
    const auto color =
        reference_colors(colored({width, width / 2}), sample, find_regions(sample.input));
    ASSERT_TRUE(color) << color.error();
    EXPECT_EQ(color->size(), cv::Size(kSide, kSide));
    for (int y = 0; y < kSide; ++y) {
      ASSERT_EQ(color->at<cv::Vec3b>(y, 0), kLeft) << y;
      ASSERT_EQ(color->at<cv::Vec3b>(y, kSide / 2 - 2), kLeft) << y;
      ASSERT_EQ(color->at<cv::Vec3b>(y, kSide / 2 + 1), kRight) << y;
    }
  }
}

TEST(ReferenceColors, OfLightInkAreThoseThatLookLikeThemOnADarkGround) {
  Sample sample = sample_of({256, 128});
  sample.has_light_ink = true;
  const auto color = reference_colors(colored({256, 128}), sample, find_regions(sample.input));
  ASSERT_TRUE(color) << color.error();
  EXPECT_EQ(color->at<cv::Vec3b>(kSide / 2, 2), cv::Vec3b(215, 55, 105));
}

TEST(ReferenceColors, MustHaveTheShapeOfTheFrames) {
  const Sample sample = sample_of({256, 128});
  const auto color = reference_colors(colored({256, 256}), sample, find_regions(sample.input));
  ASSERT_FALSE(color);
  EXPECT_EQ(color.error(),
            "the reference is 256 x 256, the frames are 256 x 128: make both of one shape");
}

}  // namespace
}  // namespace tintflow
