#include "stages/paint_layers.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/dark_ground.h"
#include "stages/multiply_ink.h"
#include "stages/pixel_depth.h"

namespace tintflow {
namespace {

cv::Mat random_picture(int type, int seed) {
  cv::Mat picture(40, 50, type);
  cv::RNG(seed).fill(picture, cv::RNG::UNIFORM, 0, CV_MAT_DEPTH(type) == CV_16U ? 65536 : 256);
  return picture;
}

/// The layers laid on one another as the W3C's "Compositing and Blending" says, 0..1. All but the
/// topmost are opaque.
cv::Mat composite(const std::vector<Layer>& layers) {
  cv::Mat below;
  layers[1].picture.pixels.convertTo(below, CV_32F, 1 / 255.0);
  const Picture& ink = layers[0].picture;
  cv::Mat alpha;
  cv::merge(std::vector<cv::Mat>(3, ink.alpha), alpha);
  cv::Mat opacity;
  cv::Mat color;
  alpha.convertTo(opacity, CV_32F, 1 / full_scale(alpha));
  ink.pixels.convertTo(color, CV_32F, 1 / full_scale(ink.pixels));
  const cv::Mat one(below.size(), CV_32FC3, cv::Scalar::all(1));
  const cv::Mat blended = layers[0].blend == Layer::Blend::screen
                              ? cv::Mat(one - (one - below).mul(one - color))
                              : cv::Mat(below.mul(color));
  return below.mul(one - opacity) + blended.mul(opacity);
}

double largest_difference(const cv::Mat& composited, const cv::Mat& flat) {
  cv::Mat unit;
  flat.convertTo(unit, CV_32F, 1 / full_scale(flat));
  return cv::norm(composited, unit, cv::NORM_INF);
}

TEST(PaintLayers, LookTogetherLikeTheFlatPicture) {
  for (const int type : {CV_8UC3, CV_16UC3}) {
    const Picture drawing{random_picture(type, 1), {}};
    const cv::Mat color = random_picture(CV_8UC3, 2);
    EXPECT_LE(largest_difference(composite(paint_layers(color, drawing, false)),
                                 multiply_ink(color, drawing.pixels)),
              1.0 / 255);
    EXPECT_LE(largest_difference(composite(paint_layers(color, drawing, true)),
                                 screen_ink(color, drawing.pixels)),
              1.0 / 255);
  }
}

TEST(PaintLayers, InkIsTransparentWherePaperIs) {
  Picture drawing{cv::Mat(1, 3, CV_8UC3, cv::Scalar::all(255)), {}};
  drawing.pixels.at<cv::Vec3b>(1) = {0, 0, 0};
  drawing.pixels.at<cv::Vec3b>(2) = {255, 128, 128};
  const auto layers = paint_layers(drawing.pixels, drawing, false);
  ASSERT_EQ(layers.size(), 3);
  const Picture& ink = layers[0].picture;
  EXPECT_EQ(ink.alpha.at<std::uint8_t>(0), 0);
  EXPECT_EQ(ink.alpha.at<std::uint8_t>(1), 255);
  EXPECT_EQ(ink.alpha.at<std::uint8_t>(2), 127);
  EXPECT_EQ(ink.pixels.at<cv::Vec3b>(1), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(ink.pixels.at<cv::Vec3b>(2), cv::Vec3b(255, 0, 0));
}

TEST(PaintLayers, PaperLiesBelowColorUnlessThePictureIsTransparent) {
  Picture drawing{cv::Mat(20, 30, CV_8UC3, cv::Scalar::all(255)), {}};
  const cv::Mat color(10, 15, CV_8UC3, cv::Scalar(10, 20, 30));
  const auto opaque = paint_layers(color, drawing, false);
  ASSERT_EQ(opaque.size(), 3);
  EXPECT_EQ(opaque[1].picture.pixels.size(), cv::Size(30, 20));
  EXPECT_EQ(opaque[2].picture.pixels.at<cv::Vec3b>(5, 5), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(paint_layers(color, drawing, true)[2].picture.pixels.at<cv::Vec3b>(5, 5),
            cv::Vec3b(0, 0, 0));

  drawing.alpha = cv::Mat(20, 30, CV_8UC1, cv::Scalar(100));
  const auto transparent = paint_layers(color, drawing, false);
  ASSERT_EQ(transparent.size(), 2);
  EXPECT_EQ(transparent[1].picture.alpha.at<std::uint8_t>(0, 0), 100);
}

}  // namespace
}  // namespace tintflow
