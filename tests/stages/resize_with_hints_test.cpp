#include "stages/resize_with_hints.h"

#include <string>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/resize.h"

namespace tintflow {
namespace {

constexpr int side = 64;
const cv::Vec3b left_color(200, 40, 90);
const cv::Vec3b right_color(20, 160, 240);

/// Two closed boxes, each of a color of its own in the truth, twice as large as the network's
/// square.
Artwork boxes() {
  Artwork artwork;
  artwork.drawing.pixels = cv::Mat(2 * side, 2 * side, CV_8UC3, cv::Scalar::all(255));
  artwork.color = artwork.drawing.pixels.clone();
  artwork.color.colRange(0, side).setTo(left_color);
  artwork.color.colRange(side, 2 * side).setTo(right_color);
  const cv::Scalar ink = cv::Scalar::all(0);
  cv::rectangle(artwork.drawing.pixels, {4, 4, 2 * side - 8, 2 * side - 8}, ink, 4);
  cv::line(artwork.drawing.pixels, {side, 4}, {side, 2 * side - 4}, ink, 4);
  return artwork;
}

Sample hinted(int count) {
  return *ResizeWithHints{Resize{.side = side}, {.count = count}}(boxes());
}

TEST(ResizeWithHints, HintsAreTheTrueColorsWhereTheyLie) {
  const Sample sample = hinted(20);
  int left = 0;
  int right = 0;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const auto hint = sample.hints.at<cv::Vec4f>(y, x);
      if (hint[3] == 0) continue;
      const bool is_left = x < side / 2;
      ++(is_left ? left : right);
      for (int channel = 0; channel < 3; ++channel) {
        const double level = (is_left ? left_color : right_color)[channel];
        ASSERT_NEAR(hint[channel], level / 127.5 - 1, 1e-5) << x << " " << y;
      }
    }
  }
  EXPECT_GT(left, 0);
  EXPECT_GT(right, 0);
}

TEST(ResizeWithHints, TheDrawingIsResizedAsWithoutHints) {
  const Sample sample = hinted(5);
  const Sample plain = *Resize{.side = side}(boxes());
  EXPECT_EQ(cv::norm(sample.input, plain.input, cv::NORM_INF), 0);
  EXPECT_EQ(sample.letterbox.inside, plain.letterbox.inside);
  EXPECT_FALSE(sample.drawing.pixels.empty());
}

TEST(ResizeWithHints, TheTruthGoesNoFurther) { EXPECT_TRUE(hinted(5).target.empty()); }

TEST(ResizeWithHints, AFailureStaysWhatItIs) {
  const ResizeWithHints stage{
      {"resize",
       [](const Artwork&) -> Expected<Sample> { return tl::unexpected<std::string>("too small"); }},
      {.count = 5}};
  EXPECT_EQ(stage(boxes()).error(), "too small");
}

}  // namespace
}  // namespace tintflow
