#include "io/png_encoder.h"

#include <gmock/gmock.h>

#include "io/png_codec.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

void expect_read_back(const Picture& picture) {
  const auto read = decode_png(*encode_png(picture));
  ASSERT_TRUE(read.has_value()) << read.error();
  EXPECT_EQ(difference(read->pixels, picture.pixels), 0);
  EXPECT_EQ(difference(read->alpha, picture.alpha), 0);
}

TEST(PngEncoder, WhatIsWrittenIsReadBack) {
  for (const int type : {CV_8UC3, CV_16UC3}) {
    const cv::Mat pixels = colorful({31, 17}, type);
    const cv::Mat alpha = colorful({31, 17}, CV_MAKETYPE(pixels.depth(), 1));
    expect_read_back({pixels, {}});
    expect_read_back({pixels, alpha});
  }
}

TEST(PngEncoder, OnePixelAndOneRowAndOneColumnAreReadBack) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(3000, 1), cv::Size(1, 3000)}) {
    expect_read_back({colorful(size, CV_8UC3), {}});
  }
}

/// More than what the compressor gives out at once, and nothing that it could shorten.
TEST(PngEncoder, LargeNoiseIsReadBack) {
  cv::Mat noise(700, 900, CV_8UC3);
  cv::randu(noise, 0, 256);
  expect_read_back({noise, {}});
  EXPECT_LT(encode_png({noise, {}})->size(), 1.01 * noise.total() * 3);
}

TEST(PngEncoder, PartsOfLargerPicturesAreReadBack) {
  expect_read_back({colorful({31, 17}, CV_8UC3)(cv::Rect(3, 5, 20, 7)), {}});
}

TEST(PngEncoder, EvenPicturesBecomeSmall) {
  const cv::Mat even(512, 512, CV_8UC3, cv::Scalar(10, 200, 30));
  EXPECT_LT(encode_png({even, {}})->size(), 10'000);
}

TEST(PngEncoder, ColorProfileAndResolutionAreReadBack) {
  Picture picture{colorful({4, 3}, CV_8UC3), {}};
  picture.metadata.icc_profile = std::make_shared<const Bytes>(Bytes(5000, 42));
  picture.metadata.resolution = {300, 150};
  const auto read = decode_png(*encode_png(picture));
  ASSERT_TRUE(read.has_value()) << read.error();
  EXPECT_NEAR(read->metadata.resolution.width, 300, 0.02);
  EXPECT_NEAR(read->metadata.resolution.height, 150, 0.02);
}

}  // namespace
}  // namespace tintflow
