#include "io/jpeg_xl_codec.h"

#include <span>

#include <gtest/gtest.h>

#include "tests/io/ffmpeg_files.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

Bytes lossless(AVPixelFormat format, const cv::Mat& pixels) {
  return encoded_by_ffmpeg(AV_CODEC_ID_JPEGXL, format, pixels, "distance=0");
}

TEST(JpegXlCodec, DecodesExactly) {
  const cv::Mat pixels = colorful({37, 23}, CV_8UC3);
  const auto picture = decode_jpeg_xl(lossless(AV_PIX_FMT_RGB24, pixels));
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(difference(picture->pixels, pixels), 0);
  EXPECT_TRUE(picture->alpha.empty());
  EXPECT_EQ(picture->metadata.icc_profile, nullptr) << "sRGB needs none";
}

TEST(JpegXlCodec, KeepsAlpha) {
  const cv::Mat pixels = colorful({37, 23}, CV_8UC4);
  const auto picture = decode_jpeg_xl(lossless(AV_PIX_FMT_RGBA, pixels));
  ASSERT_TRUE(picture.has_value()) << picture.error();
  cv::Mat channels[4];
  cv::split(pixels, channels);
  EXPECT_EQ(difference(picture->alpha, channels[3]), 0);
}

TEST(JpegXlCodec, ExpandsGray) {
  const cv::Mat gray = colorful({37, 23}, CV_8UC1);
  const auto picture = decode_jpeg_xl(lossless(AV_PIX_FMT_GRAY8, gray));
  ASSERT_TRUE(picture.has_value()) << picture.error();
  cv::Mat channels[3];
  cv::split(picture->pixels, channels);
  for (const cv::Mat& channel : channels) EXPECT_EQ(difference(channel, gray), 0);
}

TEST(JpegXlCodec, HeaderTellsSizeAndDepth) {
  const auto deep = probe_jpeg_xl(lossless(AV_PIX_FMT_RGB48, colorful({37, 23}, CV_16UC3)));
  ASSERT_TRUE(deep.has_value()) << deep.error();
  EXPECT_EQ(deep->size, cv::Size(37, 23));
  EXPECT_EQ(deep->bit_depth, 16);
}

TEST(JpegXlCodec, LossyIsSrgb) {
  const cv::Mat pixels = flat({64, 64}, {200, 100, 50});
  const auto picture =
      decode_jpeg_xl(encoded_by_ffmpeg(AV_CODEC_ID_JPEGXL, AV_PIX_FMT_RGB24, pixels, "distance=1"));
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_LE(difference(picture->pixels, pixels), 3);
  EXPECT_EQ(picture->metadata.icc_profile, nullptr);
}

TEST(JpegXlCodec, EveryTruncationEndsInAnError) {
  const Bytes file = lossless(AV_PIX_FMT_RGB24, colorful({9, 7}, CV_8UC3));
  ASSERT_TRUE(decode_jpeg_xl(file).has_value());
  for (std::size_t size = 0; size < file.size(); ++size) {
    EXPECT_FALSE(decode_jpeg_xl(std::span(file).first(size)).has_value()) << size;
  }
}

}  // namespace
}  // namespace tintflow
