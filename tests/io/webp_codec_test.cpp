#include "io/webp_codec.h"

#include <gmock/gmock.h>

#include "tests/io/test_pictures.h"
#include "tests/io/webp_files.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(WebpCodec, DecodesLosslessExactly) {
  const cv::Mat pixels = colorful({31, 17}, CV_8UC3);
  const auto picture = decode_webp(lossless_webp(pixels));
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(difference(picture->pixels, pixels), 0);
  EXPECT_TRUE(picture->alpha.empty());
}

TEST(WebpCodec, DecodesAlpha) {
  const cv::Mat pixels(4, 4, CV_8UC4, cv::Scalar(10, 20, 30, 40));
  const auto picture = decode_webp(lossless_webp(pixels));
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(difference(picture->pixels, flat({4, 4}, {10, 20, 30})), 0);
  EXPECT_EQ(difference(picture->alpha, cv::Mat(4, 4, CV_8UC1, cv::Scalar(40))), 0);
}

TEST(WebpCodec, WritesFlatColorsAndExactAlpha) {
  const Picture picture{flat({32, 16}, {200, 100, 50}), colorful({32, 16}, CV_8UC1) | 1};
  const auto decoded = decode_webp(*encode_webp(picture, 95));
  ASSERT_TRUE(decoded.has_value()) << decoded.error();
  EXPECT_LE(difference(decoded->pixels, picture.pixels), 3);
  EXPECT_EQ(difference(decoded->alpha, picture.alpha), 0);
}

TEST(WebpCodec, TakesTheFirstFrameOfAnAnimation) {
  const Bytes file =
      extended_webp(kWebpAnimation, {6, 4},
                    webp_chunk("ANIM", zeros(6)) + webp_frame({2, 2}, flat({2, 2}, {255, 0, 0})) +
                        webp_frame({0, 0}, flat({2, 2}, {0, 255, 0})));
  EXPECT_EQ(probe_webp(file)->size, cv::Size(6, 4));
  const auto picture = decode_webp(file);
  ASSERT_TRUE(picture.has_value()) << picture.error();
  cv::Mat alpha = cv::Mat::zeros(4, 6, CV_8UC1);
  alpha(cv::Rect(2, 2, 2, 2)) = 255;
  EXPECT_EQ(difference(picture->alpha, alpha), 0) << picture->alpha;
  EXPECT_EQ(picture->pixels.at<cv::Vec3b>(3, 3), cv::Vec3b(255, 0, 0));
}

TEST(WebpCodec, AppliesOrientation) {
  const Bytes rotate = bytes('M', 'M', 0, 42, 0, 0, 0, 8, 0, 1) +
                       bytes(1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0) + zeros(4);
  const cv::Mat pixels = (cv::Mat_<cv::Vec3b>(1, 2) << cv::Vec3b(1, 2, 3), cv::Vec3b(4, 5, 6));
  const Bytes file = extended_webp(
      kWebpExif, {2, 1}, webp_picture_chunk(lossless_webp(pixels)) + webp_chunk("EXIF", rotate));
  EXPECT_EQ(probe_webp(file)->size, cv::Size(1, 2));
  const auto picture = decode_webp(file);
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(picture->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(4, 5, 6));
  EXPECT_EQ(picture->pixels.at<cv::Vec3b>(1, 0), cv::Vec3b(1, 2, 3));
}

TEST(WebpCodec, EveryTruncationFails) {
  const cv::Mat pixels = colorful({31, 17}, CV_8UC3);
  for (const Bytes& file : {lossless_webp(pixels), *encode_webp({pixels, {}}, 90)}) {
    ASSERT_TRUE(decode_webp(file).has_value());
    for (std::size_t size = 0; size < file.size(); ++size) {
      const auto picture = decode_webp(std::span(file).first(size));
      ASSERT_FALSE(picture.has_value()) << size;
      EXPECT_THAT(picture.error(), StartsWith("damaged or incomplete WebP"));
    }
  }
}

TEST(WebpCodec, DamagedPixelsFail) {
  Bytes file = lossless_webp(colorful({31, 17}, CV_8UC3));
  std::fill(file.begin() + 30, file.end(), 0xFF);
  EXPECT_EQ(decode_webp(file).error(), "damaged or incomplete WebP: export or copy the file again");
}

TEST(WebpCodec, RefusesSizesThatItCannotHold) {
  const auto file = encode_webp({flat({16384, 1}, {0, 0, 0}), {}}, 90);
  ASSERT_FALSE(file.has_value());
  EXPECT_THAT(file.error(), HasSubstr("at most 16383 x 16383 pixels"));
}

}  // namespace
}  // namespace tintflow
