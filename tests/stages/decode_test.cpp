#include "stages/decode.h"

#include <gtest/gtest.h>

#include "io/encode_image.h"

namespace tintflow {
namespace {

Encoded encoded_png(cv::Size size) {
  const Picture picture{cv::Mat(size, CV_8UC3, cv::Scalar(7, 8, 9)), {}};
  auto bytes = encode_image(picture, {.format = ImageFormat::png});
  return {{4, 2}, std::make_shared<const Bytes>(std::move(*bytes)), size, 8};
}

TEST(Decode, GivesPixelsWithTheItemsIdentity) {
  const auto frame = Decode{}(encoded_png({5, 3}));
  ASSERT_TRUE(frame) << frame.error();
  EXPECT_EQ(frame->id, (FrameId{4, 2}));
  EXPECT_EQ(frame->picture.pixels.size(), cv::Size(5, 3));
  EXPECT_EQ(frame->picture.pixels.at<cv::Vec3b>(2, 4), cv::Vec3b(7, 8, 9));
}

TEST(Decode, DecodesBothFilesOfAPair) {
  Encoded pair = encoded_png({5, 3});
  pair.color = encoded_png({6, 4}).bytes;
  const auto frame = Decode{}(pair);
  ASSERT_TRUE(frame) << frame.error();
  EXPECT_EQ(frame->picture.pixels.size(), cv::Size(5, 3));
  EXPECT_EQ(frame->color.pixels.size(), cv::Size(6, 4));
}

TEST(Decode, SaysThatTheColoredPictureIsDamaged) {
  Encoded pair = encoded_png({5, 3});
  pair.color = std::make_shared<const Bytes>(100);
  const auto frame = Decode{}(pair);
  ASSERT_FALSE(frame);
  EXPECT_EQ(frame.error().find("the colored picture: "), 0);
}

TEST(Decode, HoldsTheLimit) {
  EXPECT_TRUE((Decode{.limits = {.max_pixels = 15}}(encoded_png({5, 3}))));
  EXPECT_FALSE((Decode{.limits = {.max_pixels = 14}}(encoded_png({5, 3}))));
}

Encoded with_hints(Encoded encoded, const Picture& hints) {
  auto bytes = encode_image(hints, {.format = ImageFormat::png});
  encoded.hints = std::make_shared<const Bytes>(std::move(*bytes));
  return encoded;
}

TEST(Decode, DecodesHintsWithTheirAlpha) {
  cv::Mat alpha(6, 10, CV_8U, cv::Scalar(0));
  alpha.at<std::uint8_t>(1, 2) = 255;
  const auto frame = Decode{}(
      with_hints(encoded_png({5, 3}), {cv::Mat(6, 10, CV_8UC3, cv::Scalar(1, 2, 3)), alpha}));
  ASSERT_TRUE(frame) << frame.error();
  EXPECT_EQ(frame->picture.pixels.size(), cv::Size(5, 3));
  EXPECT_EQ(frame->hints.pixels.at<cv::Vec3b>(1, 2), cv::Vec3b(1, 2, 3));
  EXPECT_EQ(frame->hints.alpha.at<std::uint8_t>(1, 2), 255);
  EXPECT_EQ(frame->hints.alpha.at<std::uint8_t>(0, 0), 0);
}

TEST(Decode, RefusesHintsThatAreOpaqueOrDamaged) {
  const auto opaque =
      Decode{}(with_hints(encoded_png({5, 3}), {cv::Mat(3, 5, CV_8UC3, cv::Scalar(1, 2, 3)), {}}));
  ASSERT_FALSE(opaque);
  EXPECT_EQ(opaque.error(),
            "the hints: the picture is opaque: leave it transparent where no color is wanted");
  Encoded damaged = encoded_png({5, 3});
  damaged.hints = std::make_shared<const Bytes>(100);
  const auto frame = Decode{}(damaged);
  ASSERT_FALSE(frame);
  EXPECT_EQ(frame.error().find("the hints: "), 0);
}

}  // namespace
}  // namespace tintflow
