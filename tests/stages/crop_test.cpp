#include "stages/crop.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// White, 64 x 40, with ink in columns 20..29 and rows 10..14; color and alpha beside it.
Artwork marked_artwork() {
  Artwork artwork{{1, 2}, {cv::Mat(40, 64, CV_8UC3, cv::Scalar::all(255)), {}}, {}};
  artwork.drawing.pixels(cv::Rect(20, 10, 10, 5)).setTo(cv::Scalar::all(0));
  artwork.drawing.alpha = cv::Mat(40, 64, CV_8UC1, cv::Scalar(9));
  artwork.color = cv::Mat(40, 64, CV_8UC3, cv::Scalar(1, 2, 3));
  return artwork;
}

TEST(Crop, NoneIsThePictureItself) {
  const Artwork artwork = marked_artwork();
  EXPECT_EQ(Crop{}(artwork)->drawing.pixels.data, artwork.drawing.pixels.data);
}

TEST(Crop, InkKeepsAMarginAroundTheInk) {
  const auto cropped = Crop{.mode = Crop::Mode::ink}(marked_artwork());
  ASSERT_TRUE(cropped);
  EXPECT_EQ(cropped->drawing.pixels.size(), cv::Size(14, 9));
  EXPECT_EQ(cropped->drawing.pixels.at<cv::Vec3b>(2, 2), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(cropped->drawing.pixels.at<cv::Vec3b>(1, 1), cv::Vec3b(255, 255, 255));
}

TEST(Crop, InkOfAnEmptyPageIsTheWholePage) {
  const Artwork blank{{}, {cv::Mat(5, 6, CV_8UC3, cv::Scalar::all(255)), {}}, {}};
  EXPECT_EQ((Crop{.mode = Crop::Mode::ink}(blank)->drawing.pixels.size()), cv::Size(6, 5));
}

TEST(Crop, AreaCutsDrawingAlphaAndColorAlike) {
  const auto cropped = Crop{.mode = Crop::Mode::area, .area = {19, 9, 3, 4}}(marked_artwork());
  ASSERT_TRUE(cropped);
  EXPECT_EQ(cropped->drawing.pixels.size(), cv::Size(3, 4));
  EXPECT_EQ(cropped->drawing.alpha.size(), cv::Size(3, 4));
  EXPECT_EQ(cropped->color.size(), cv::Size(3, 4));
  EXPECT_EQ(cropped->drawing.pixels.at<cv::Vec3b>(1, 1), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(cropped->drawing.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 255));
}

TEST(Crop, RefusesAnAreaOutsideThePicture) {
  const auto cropped = Crop{.mode = Crop::Mode::area, .area = {60, 0, 5, 5}}(marked_artwork());
  ASSERT_FALSE(cropped);
  EXPECT_EQ(cropped.error(), "the crop 5x5+60+0 does not lie inside this picture of 64 x 40");
}

TEST(Crop, KeepsTheMetadata) {
  Artwork artwork = marked_artwork();
  artwork.drawing.metadata.resolution = {300, 300};
  const auto cropped = Crop{.mode = Crop::Mode::ink}(artwork);
  EXPECT_EQ(cropped->drawing.metadata.resolution, cv::Size2d(300, 300));
}

TEST(Crop, KeepsTheToneOfTheInk) {
  Artwork artwork{{}, {cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(255)), {}}, {}};
  artwork.has_light_ink = true;
  const Crop crop{.mode = Crop::Mode::area, .area = {1, 1, 4, 4}};
  EXPECT_TRUE(crop(artwork)->has_light_ink);
}

TEST(Crop, CutsHintsOfAnotherSizeAtTheSamePlace) {
  Artwork artwork = marked_artwork();
  artwork.hints = {cv::Mat(80, 128, CV_8UC3, cv::Scalar::all(0)),
                   cv::Mat(80, 128, CV_8U, cv::Scalar(0))};
  artwork.hints.alpha(cv::Rect(38, 18, 6, 8)).setTo(255);
  const auto cropped = Crop{.mode = Crop::Mode::area, .area = {19, 9, 3, 4}}(artwork);
  ASSERT_TRUE(cropped);
  EXPECT_EQ(cropped->hints.pixels.size(), cv::Size(6, 8));
  EXPECT_EQ(cv::countNonZero(cropped->hints.alpha), 48);
}

TEST(Crop, LeavesOnePixelOfSmallHints) {
  Artwork artwork = marked_artwork();
  artwork.hints = {cv::Mat(5, 8, CV_8UC3, cv::Scalar::all(0)), cv::Mat(5, 8, CV_8U, cv::Scalar(0))};
  const auto cropped = Crop{.mode = Crop::Mode::area, .area = {61, 37, 3, 3}}(artwork);
  ASSERT_TRUE(cropped);
  EXPECT_EQ(cropped->hints.alpha.size(), cv::Size(1, 1));
}

}  // namespace
}  // namespace tintflow
