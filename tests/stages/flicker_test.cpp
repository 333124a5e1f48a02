#include "stages/flicker.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

/// A house that stands still and a ball at `x`, colored, and all colors changed by `bias`.
MeasuredFrame frame(int x, int bias) {
  cv::Mat drawing(256, 256, CV_8UC3, cv::Scalar::all(255));
  cv::Mat color(256, 256, CV_8UC3, cv::Scalar(100 + bias, 150 + bias, 200 + bias));
  cv::rectangle(drawing, {170, 60}, {240, 140}, cv::Scalar::all(0), 2);
  cv::circle(drawing, {x, 110}, 30, cv::Scalar::all(0), 2);
  cv::circle(color, {x, 110}, 30, cv::Scalar(200 + bias, 40 + bias, 40 + bias), cv::FILLED);
  return measured_frame(drawing, color);
}

TEST(Flicker, IsHowMuchStillColorsChange) {
  const FrameFlicker none = measure_flicker(frame(60, 0), frame(60, 0));
  EXPECT_EQ(none.still_change, 0);
  EXPECT_EQ(none.still_pixels, 256 * 256);
  EXPECT_EQ(none.moving_pixels, 0);
  EXPECT_DOUBLE_EQ(measure_flicker(frame(60, 0), frame(60, 7)).still_change, 7);
}

TEST(Flicker, CountsNoMotionAsChange) {
  const FrameFlicker moved = measure_flicker(frame(60, 0), frame(66, 0));
  EXPECT_LT(moved.still_change, 0.01);
  EXPECT_GT(moved.still_pixels, 40000);
  EXPECT_GT(moved.moving_pixels, 100);
  const FrameFlicker wavering = measure_flicker(frame(60, 0), frame(66, 9));
  EXPECT_NEAR(wavering.still_change, 9, 0.01);
  EXPECT_GT(wavering.warped_error, moved.warped_error);
}

TEST(Flicker, MeasuresNothingAcrossACut) {
  const MeasuredFrame other = measured_frame(synthetic_drawing({256, 256}, 3), frame(60, 50).color);
  const FrameFlicker cut = measure_flicker(frame(60, 0), other);
  EXPECT_TRUE(cut.is_cut);
  EXPECT_EQ(cut.pixels, 0);
}

TEST(Flicker, TakesPicturesOfAnySize) {
  const cv::Mat drawing = synthetic_drawing({500, 300}, 3);
  cv::Mat deep;
  drawing.convertTo(deep, CV_16U, 257);
  const MeasuredFrame one = measured_frame(drawing, drawing);
  EXPECT_EQ(one.color.size(), cv::Size(256, 154));
  EXPECT_EQ(cv::norm(measured_frame(deep, deep).color, one.color, cv::NORM_INF), 0);
}

TEST(Flicker, OfAFilmIsTheMeanOverItsPixels) {
  FilmFlicker film;
  EXPECT_EQ(film.still_change(), 0);
  film.add({.still_change = 2, .still_pixels = 100, .pixels = 100});
  film.add({.still_change = 8,
            .still_pixels = 50,
            .warped_error = 3,
            .moving_pixels = 25,
            .pixels = 100});
  film.add({.is_cut = true});
  EXPECT_DOUBLE_EQ(film.still_change(), 4);
  EXPECT_DOUBLE_EQ(film.warped_error(), 3);
  EXPECT_DOUBLE_EQ(film.still_share(), 0.75);
  EXPECT_EQ(film.cuts(), 1);
}

}  // namespace
}  // namespace tintflow
