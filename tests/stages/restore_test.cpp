#include "stages/restore.h"

#include <gtest/gtest.h>

#include "io/color_profile.h"
#include "stages/resize.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

/// A drawing with a black line of two pixels down the middle, colored evenly by a generator that
/// painted the line as dark as it appears at the network's size.
Colored colored_drawing(cv::Size size, int side, int type = CV_8UC3) {
  const double white = CV_MAT_DEPTH(type) == CV_16U ? 65535 : 255;
  cv::Mat drawing(size, type, cv::Scalar::all(white));
  drawing.colRange(size.width / 2 - 1, size.width / 2 + 1).setTo(cv::Scalar::all(0));
  Colored colored;
  colored.sample = *Resize{.side = side}(Artwork{{8, 9}, {drawing, {}}, {}});
  const cv::Mat even(side, side, CV_8UC3, cv::Scalar(200, 100, 50));
  cv::multiply(even, colored.sample.input, colored.color, 1 / 255.0);
  return colored;
}

TEST(Restore, GivesBackTheDrawingsOwnSize) {
  const auto frame = Restore{}(colored_drawing({301, 97}, 64));
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->id, (FrameId{8, 9}));
  EXPECT_EQ(frame->picture.pixels.size(), cv::Size(301, 97));
}

TEST(Restore, KeepsTheLineExactlyAsDrawnAndTheColorUpToIt) {
  const auto frame = Restore{}(colored_drawing({512, 512}, 64));
  const cv::Mat& pixels = frame->picture.pixels;
  EXPECT_EQ(pixels.at<cv::Vec3b>(100, 255), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(pixels.at<cv::Vec3b>(100, 256), cv::Vec3b(0, 0, 0));
  EXPECT_EQ(pixels.at<cv::Vec3b>(100, 10), cv::Vec3b(200, 100, 50));
  // No shadow of the generator's own line beside the drawn one.
  const cv::Vec3b beside = pixels.at<cv::Vec3b>(100, 258);
  EXPECT_NEAR(beside[0], 200, 8);
  EXPECT_NEAR(beside[1], 100, 8);
  EXPECT_NEAR(beside[2], 50, 8);
}

TEST(Restore, LeavesOutThePaperAroundTheDrawing) {
  Colored wide = colored_drawing({200, 100}, 64);
  wide.color.rowRange(0, 16).setTo(cv::Scalar(1, 1, 1));
  wide.color.rowRange(48, 64).setTo(cv::Scalar(1, 1, 1));
  const auto frame = Restore{.lines = Restore::Lines::model}(wide);
  EXPECT_EQ(frame->picture.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(200, 100, 50));
  EXPECT_EQ(frame->picture.pixels.at<cv::Vec3b>(99, 199), cv::Vec3b(200, 100, 50));
}

TEST(Restore, ModelLinesAreTheGeneratorsPicture) {
  const Colored colored = colored_drawing({64, 64}, 64);
  const auto frame = Restore{.lines = Restore::Lines::model}(colored);
  EXPECT_EQ(cv::norm(frame->picture.pixels, colored.color, cv::NORM_INF), 0);
}

TEST(Restore, OutputSizeIsAsAsked) {
  const Colored wide = colored_drawing({200, 100}, 64);
  EXPECT_EQ(Restore{.output = Restore::Size::model}(wide)->picture.pixels.size(), cv::Size(64, 32));
  const Restore fixed{.output = Restore::Size::fixed, .size = {33, 44}};
  EXPECT_EQ(fixed(wide)->picture.pixels.size(), cv::Size(33, 44));
}

TEST(Restore, KeepsSixteenBits) {
  const auto frame = Restore{}(colored_drawing({128, 128}, 64, CV_16UC3));
  ASSERT_EQ(frame->picture.pixels.type(), CV_16UC3);
  EXPECT_EQ(frame->picture.pixels.at<cv::Vec3w>(5, 5), cv::Vec3w(200 * 257, 100 * 257, 50 * 257));
  EXPECT_EQ(frame->picture.pixels.at<cv::Vec3w>(5, 64), cv::Vec3w(0, 0, 0));
}

TEST(Restore, KeepsAlpha) {
  Colored colored = colored_drawing({128, 128}, 64);
  colored.sample.drawing.alpha = cv::Mat(128, 128, CV_8UC1, cv::Scalar(77));
  const auto frame = Restore{}(colored);
  EXPECT_EQ(frame->picture.alpha.at<std::uint8_t>(3, 3), 77);
}

TEST(Restore, KeepsColorsApartAtEverySize) {
  for (const cv::Size size : {cv::Size(100, 60), cv::Size(512, 300), cv::Size(1700, 900)}) {
    Colored colored = colored_drawing(size, 64);
    colored.color.colRange(32, 64).setTo(cv::Scalar(0, 0, 255));
    const cv::Mat pixels = Restore{}(colored)->picture.pixels;
    const int middle = size.width / 2;
    EXPECT_LE(cv::norm(pixels.at<cv::Vec3b>(20, middle - 2), cv::Vec3b(200, 100, 50), cv::NORM_INF),
              8)
        << size;
    EXPECT_LE(cv::norm(pixels.at<cv::Vec3b>(20, middle + 1), cv::Vec3b(0, 0, 255), cv::NORM_INF), 8)
        << size;
  }
}

TEST(Restore, KeepsTheDrawingsMetadata) {
  Colored colored = colored_drawing({64, 64}, 64);
  colored.sample.drawing.metadata.resolution = {300, 300};
  EXPECT_EQ(Restore{}(colored)->picture.metadata.resolution, cv::Size2d(300, 300));
}

/// The generator paints in sRGB; the result is in the color space of the drawing, ink as it was.
TEST(Restore, BringsColorIntoTheDrawingsOwnSpace) {
  Colored colored = colored_drawing({64, 64}, 64);
  const auto profile = std::make_shared<const Bytes>(wide_rgb_profile());
  colored.sample.drawing.metadata.icc_profile = profile;
  const cv::Vec3b expected = from_srgb(colored.color, profile).at<cv::Vec3b>(32, 10);
  EXPECT_GT(cv::norm(expected, cv::Vec3b(200, 100, 50), cv::NORM_INF), 10);
  for (const auto lines : {Restore::Lines::keep, Restore::Lines::model}) {
    const auto frame = Restore{.lines = lines}(colored);
    const auto painted = frame->picture.pixels.at<cv::Vec3b>(32, 10);
    EXPECT_LE(cv::norm(painted, expected, cv::NORM_INF), 1) << painted << " " << expected;
    EXPECT_EQ(frame->picture.pixels.at<cv::Vec3b>(32, 32), cv::Vec3b(0, 0, 0));
    EXPECT_EQ(frame->picture.metadata.icc_profile, profile);
  }
}

TEST(Restore, LaysLightInkOverTheColors) {
  Colored colored = colored_drawing({128, 128}, 64);
  colored.sample.has_light_ink = true;
  const auto frame = Restore{}(colored);
  EXPECT_EQ(frame->picture.pixels.at<cv::Vec3b>(100, 64), cv::Vec3b(255, 255, 255));
  EXPECT_EQ(frame->picture.pixels.at<cv::Vec3b>(100, 5), cv::Vec3b(205, 105, 55))
      << "of 200, 100, 50 with its lightness complemented";
}

TEST(Restore, LaysColoredLinesOverTheColorsAsTheyAre) {
  Colored colored = colored_drawing({128, 128}, 64);
  const cv::Vec3b pencil(120, 200, 255);
  colored.sample.drawing.pixels.col(20).setTo(pencil);
  const auto flat = Restore{}(colored)->picture.pixels.at<cv::Vec3b>(100, 10);
  const auto line = Restore{}(colored)->picture.pixels.at<cv::Vec3b>(100, 20);
  for (int c = 0; c < 3; ++c) EXPECT_NEAR(line[c], flat[c] * pencil[c] / 255.0, 8) << c;
}

TEST(Restore, GivesLayersOnlyWhenAskedTo) {
  const Colored colored = colored_drawing({128, 128}, 64);
  EXPECT_TRUE(Restore{}(colored)->layers.empty());
  EXPECT_EQ(Restore{.with_layers = true}(colored)->layers.size(), 3);
}

}  // namespace
}  // namespace tintflow
