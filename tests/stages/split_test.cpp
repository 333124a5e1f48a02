#include "stages/split.h"

#include <gtest/gtest.h>

#include "io/color_profile.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

/// Left half red, right half blue, alpha 10 and 20.
Frame pair_of_halves(int depth = CV_8U) {
  Frame frame{{3, 7}, {cv::Mat(2, 6, CV_MAKETYPE(depth, 3)), cv::Mat(2, 6, CV_MAKETYPE(depth, 1))}};
  const double unit = depth == CV_16U ? 257 : 1;
  frame.picture.pixels(cv::Rect(0, 0, 3, 2)).setTo(cv::Scalar(255, 0, 0) * unit);
  frame.picture.pixels(cv::Rect(3, 0, 3, 2)).setTo(cv::Scalar(0, 0, 255) * unit);
  frame.picture.alpha(cv::Rect(0, 0, 3, 2)).setTo(10 * unit);
  frame.picture.alpha(cv::Rect(3, 0, 3, 2)).setTo(20 * unit);
  return frame;
}

TEST(Split, PassesAWholePictureOn) {
  const Frame frame = pair_of_halves();
  const auto artwork = Split{}(frame);
  ASSERT_TRUE(artwork);
  EXPECT_EQ(artwork->id, frame.id);
  EXPECT_EQ(artwork->drawing.pixels.data, frame.picture.pixels.data);
  EXPECT_TRUE(artwork->color.empty());
}

TEST(Split, TakesTheRightHalfAndKeepsTheLeftAsColor) {
  const auto artwork =
      Split{.drawing_side = DrawingSide::right, .keep_color = true}(pair_of_halves());
  ASSERT_TRUE(artwork);
  EXPECT_EQ(artwork->drawing.pixels.size(), cv::Size(3, 2));
  EXPECT_EQ(artwork->drawing.pixels.at<cv::Vec3b>(1, 2), cv::Vec3b(0, 0, 255));
  EXPECT_EQ(artwork->drawing.alpha.at<std::uint8_t>(0, 0), 20);
  EXPECT_EQ(artwork->color.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 245, 245)) << "on white paper";
}

TEST(Split, TakesTheLeftHalfWithoutColor) {
  const auto artwork = Split{.drawing_side = DrawingSide::left}(pair_of_halves());
  ASSERT_TRUE(artwork);
  EXPECT_EQ(artwork->drawing.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 0, 0));
  EXPECT_EQ(artwork->drawing.alpha.at<std::uint8_t>(1, 2), 10);
  EXPECT_TRUE(artwork->color.empty());
}

TEST(Split, KeepsADeepDrawingDeepAndRoundsItsColor) {
  const auto artwork =
      Split{.drawing_side = DrawingSide::right, .keep_color = true}(pair_of_halves(CV_16U));
  ASSERT_TRUE(artwork);
  EXPECT_EQ(artwork->drawing.pixels.type(), CV_16UC3);
  EXPECT_EQ(artwork->color.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 245, 245));
}

/// A gray drawing and a green picture in files of their own.
Frame pair_of_files(cv::Size color_size) {
  Frame frame{{3, 7}, {cv::Mat(2, 5, CV_8UC3, cv::Scalar::all(100)), {}}};
  frame.color = {cv::Mat(color_size, CV_16UC3, cv::Scalar(0, 65535, 0)), {}};
  return frame;
}

constexpr Split two_files{.drawing_side = DrawingSide::whole, .keep_color = true};

TEST(Split, PassesOnTwoFiles) {
  const auto artwork = two_files(pair_of_files({5, 2}));
  ASSERT_TRUE(artwork) << artwork.error();
  EXPECT_EQ(artwork->id, (FrameId{3, 7}));
  EXPECT_EQ(artwork->drawing.pixels.at<cv::Vec3b>(1, 4), cv::Vec3b(100, 100, 100));
  EXPECT_EQ(artwork->color.type(), CV_8UC3);
  EXPECT_EQ(artwork->color.at<cv::Vec3b>(1, 4), cv::Vec3b(0, 255, 0));
}

TEST(Split, BringsTwoFilesWithTwoProfilesToSrgb) {
  Frame frame = pair_of_files({5, 2});
  frame.color.pixels = cv::Mat(2, 5, CV_8UC3, cv::Scalar(10, 200, 90));
  frame.color.metadata.icc_profile = std::make_shared<const Bytes>(wide_rgb_profile());
  const auto artwork = two_files(frame);
  ASSERT_TRUE(artwork);
  EXPECT_EQ(artwork->drawing.metadata.icc_profile, nullptr);
  EXPECT_EQ(artwork->drawing.pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(100, 100, 100));
  EXPECT_EQ(cv::norm(artwork->color, to_srgb(frame.color.pixels, frame.color.metadata.icc_profile),
                     cv::NORM_INF),
            0);
  EXPECT_NE(artwork->color.at<cv::Vec3b>(0, 0), cv::Vec3b(10, 200, 90));
}

TEST(Split, RefusesTwoFilesOfTwoSizes) {
  const auto artwork = two_files(pair_of_files({4, 2}));
  ASSERT_FALSE(artwork);
  EXPECT_EQ(artwork.error(),
            "the drawing is 5 x 2, its colored picture 4 x 2: make both of one size");
}

TEST(Split, RefusesADrawingWhoseOtherFileIsMissing) {
  const auto artwork = two_files(Frame{{}, {cv::Mat(2, 4, CV_8UC3, cv::Scalar()), {}}});
  ASSERT_FALSE(artwork);
  EXPECT_EQ(artwork.error().substr(0, 22), "has no colored picture");
}

TEST(Split, RefusesAnOddWidth) {
  const Frame odd{{}, {cv::Mat(2, 5, CV_8UC3, cv::Scalar()), {}}};
  const auto artwork = Split{.drawing_side = DrawingSide::right}(odd);
  ASSERT_FALSE(artwork);
  EXPECT_EQ(artwork.error(), "a side-by-side pair needs an even width, this picture is 5 x 2");
}

TEST(Split, KeepsTheMetadataOfTheWhole) {
  Frame frame = pair_of_halves();
  frame.picture.metadata.resolution = {300, 300};
  const auto artwork = Split{.drawing_side = DrawingSide::right}(frame);
  EXPECT_EQ(artwork->drawing.metadata.resolution, cv::Size2d(300, 300));
}

Picture hints_of(cv::Size size) {
  return {cv::Mat(size, CV_8UC3, cv::Scalar(9, 8, 7)), cv::Mat(size, CV_8U, cv::Scalar(0))};
}

TEST(Split, HintsBelongToTheDrawingWhateverTheirSize) {
  Frame frame = pair_of_halves();
  frame.hints = hints_of({6, 2});
  EXPECT_EQ(Split{}(frame)->hints.pixels.data, frame.hints.pixels.data);
  frame.hints = hints_of({30, 20});
  EXPECT_EQ(Split{.drawing_side = DrawingSide::right}(frame)->hints.pixels.data,
            frame.hints.pixels.data);
  frame.picture = {cv::Mat(333, 1000, CV_8UC3), {}};
  frame.hints = hints_of({250, 83});
  EXPECT_TRUE(Split{}(frame)) << "sides are rounded where a picture is scaled";
}

TEST(Split, RefusesHintsOfAnotherShape) {
  Frame frame = pair_of_halves();
  frame.hints = hints_of({60, 30});
  const auto artwork = Split{}(frame);
  ASSERT_FALSE(artwork);
  EXPECT_EQ(artwork.error(), "the hints are 60 x 30, the drawing 6 x 2: make both of one shape");
}

}  // namespace
}  // namespace tintflow
