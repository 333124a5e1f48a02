#include "stages/same_drawing.h"

#include <gtest/gtest.h>

#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

cv::Mat with_pixel(const cv::Mat& drawing, const cv::Vec3b& level) {
  cv::Mat copy = drawing.clone();
  copy.at<cv::Vec3b>(30, 20) = level;
  return copy;
}

TEST(SameDrawing, IsExactToTheLastLevel) {
  const cv::Mat drawing(64, 64, CV_8UC3, cv::Scalar::all(200));
  EXPECT_TRUE(is_same_drawing(drawing, drawing.clone(), Likeness::exact));
  EXPECT_FALSE(is_same_drawing(drawing, with_pixel(drawing, {200, 200, 201}), Likeness::exact));
}

TEST(SameDrawing, OverlooksACodecsNoiseAndNoMore) {
  const cv::Mat drawing(64, 64, CV_8UC3, cv::Scalar::all(200));
  const auto most = static_cast<unsigned char>(200 - kCodecNoise);
  EXPECT_TRUE(is_same_drawing(drawing, with_pixel(drawing, {200, most, 200}), Likeness::near));
  const auto more = static_cast<unsigned char>(most - 1);
  EXPECT_FALSE(is_same_drawing(drawing, with_pixel(drawing, {200, more, 200}), Likeness::near));
}

TEST(SameDrawing, TellsFaintChangesOfAnArea) {
  const cv::Mat drawing(64, 64, CV_8UC3, cv::Scalar::all(200));
  cv::Mat other = drawing.clone();
  other(cv::Rect(20, 20, 3, 3)).setTo(cv::Scalar::all(200 - kCodecNoiseOfMeans - 1));
  EXPECT_EQ(cv::countNonZero(beyond_noise(drawing, other)), 1);
  EXPECT_FALSE(is_same_drawing(drawing, other, Likeness::near));
}

TEST(SameDrawing, TellsOtherSizesAndPartsOfPictures) {
  const cv::Mat drawing = synthetic_drawing({64, 64}, 1);
  EXPECT_FALSE(is_same_drawing(drawing, synthetic_drawing({64, 32}, 1), Likeness::near));
  const cv::Rect part(8, 8, 40, 40);
  EXPECT_TRUE(is_same_drawing(drawing(part), drawing(part).clone(), Likeness::exact));
  EXPECT_FALSE(
      is_same_drawing(drawing(part), synthetic_drawing({64, 64}, 2)(part), Likeness::exact));
}

}  // namespace
}  // namespace tintflow
