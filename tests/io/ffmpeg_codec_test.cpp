#include "io/ffmpeg_codec.h"

#include <array>
#include <string>

#include <gmock/gmock.h>

#include "io/decode_image.h"
#include "tests/io/ffmpeg_files.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using std::literals::operator""sv;

const cv::Vec3b kRed(255, 0, 0), kGreen(0, 255, 0), kBlue(0, 0, 255), kWhite(255, 255, 255),
    kBlack(0, 0, 0);

Bytes little_endian_words(std::initializer_list<std::uint16_t> words) {
  Bytes result;
  for (const auto word : words) result = result + little_endian(word, 2);
  return result;
}

cv::Mat two_by_two(cv::Vec3b a, cv::Vec3b b, cv::Vec3b c, cv::Vec3b d) {
  return (cv::Mat_<cv::Vec3b>(2, 2) << a, b, c, d);
}

/// 2 x 2 pixels: red, green / blue, white. BMP stores rows from below, as BGR, padded to 4 bytes.
Bytes bmp_24() {
  return bytes_of("BM"sv) + little_endian(70, 4) + little_endian(0, 4) + little_endian(54, 4) +
         little_endian(40, 4) + little_endian(2, 4) + little_endian(2, 4) + little_endian(1, 2) +
         little_endian(24, 2) + zeros(24) + bytes(255, 0, 0, 255, 255, 255, 0, 0) +
         bytes(0, 0, 255, 0, 255, 0, 0, 0);
}

/// The same pixels with alpha 255, 128 / 0, 255, as BGRA from above.
Bytes tga_32() {
  return bytes(0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, 32, 0x28) +
         bytes(0, 0, 255, 255, 0, 255, 0, 128) + bytes(255, 0, 0, 0, 255, 255, 255, 255);
}

Bytes tga_run_length() {
  // One run of three blue pixels, one literal red one; rows from below.
  return bytes(0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2, 0, 24, 0) +
         bytes(0x82, 255, 0, 0, 0x00, 0, 0, 255);
}

/// Two frames of 2 x 1 pixels: red, transparent; then a second one that must not show.
Bytes gif_animation() {
  const Bytes palette = bytes(255, 0, 0, 0, 0, 255);
  const Bytes frame_header = bytes(0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0);
  const Bytes transparent_blue = bytes(0x21, 0xF9, 4, 1, 0, 0, 1, 0);
  // LZW codes of 3 bits: clear (4), 0, 1, end (5); then clear, 1, 1, end.
  const Bytes red_blue = bytes(2, 2, 0x44, 0x0A, 0), blue_blue = bytes(2, 2, 0x4C, 0x0A, 0);
  return bytes_of("GIF89a"sv) + bytes(2, 0, 1, 0, 0x80, 0, 0) + palette + transparent_blue +
         frame_header + red_blue + frame_header + blue_blue + bytes(0x3B);
}

/// A gray TIFF of 2 x 1 pixels, little-endian, with one strip after its directory.
Bytes tiff_gray(int bits, const Bytes& strip, std::uint16_t orientation) {
  const auto entry = [](std::uint16_t tag, std::uint32_t value) {
    return little_endian(tag, 2) + little_endian(3, 2) + little_endian(1, 4) +
           little_endian(value, 4);
  };
  constexpr std::uint16_t entries = 9;
  constexpr std::uint32_t strip_offset = 8 + 2 + entries * 12 + 4;
  return bytes_of("II*\0"sv) + little_endian(8, 4) + little_endian(entries, 2) + entry(256, 2) +
         entry(257, 1) + entry(258, static_cast<std::uint32_t>(bits)) + entry(259, 1) +
         entry(262, 1) + entry(273, strip_offset) + entry(274, orientation) + entry(278, 1) +
         entry(279, static_cast<std::uint32_t>(strip.size())) + little_endian(0, 4) + strip;
}

void expect_pixels(const Bytes& file, const cv::Mat& pixels) {
  const auto picture = decode_image(file);
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(difference(picture->pixels, pixels), 0) << picture->pixels << "\n" << pixels;
  EXPECT_TRUE(picture->alpha.empty());
}

/// Checks that no beginning of the file passes for the picture. The last `spare` bytes are not
/// needed.
void expect_every_truncation_fails(const Bytes& file, std::size_t spare = 0) {
  ASSERT_TRUE(decode_image(file).has_value());
  std::vector<std::size_t> accepted;
  for (std::size_t size = 0; size < file.size() - spare; ++size) {
    if (decode_image(std::span(file).first(size))) accepted.push_back(size);
  }
  EXPECT_THAT(accepted, testing::IsEmpty()) << "of " << file.size();
}

TEST(FfmpegCodec, DecodesBmp) { expect_pixels(bmp_24(), two_by_two(kRed, kGreen, kBlue, kWhite)); }

TEST(FfmpegCodec, DecodesTgaWithAlpha) {
  const auto picture = decode_image(tga_32());
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(difference(picture->pixels, two_by_two(kRed, kGreen, kBlue, kWhite)), 0);
  const cv::Mat alpha = (cv::Mat_<std::uint8_t>(2, 2) << 255, 128, 0, 255);
  EXPECT_EQ(difference(picture->alpha, alpha), 0) << picture->alpha;
}

TEST(FfmpegCodec, DecodesRunLengthTga) {
  expect_pixels(tga_run_length(), two_by_two(kBlue, kRed, kBlue, kBlue));
}

TEST(FfmpegCodec, TakesTheFirstFrameOfAGif) {
  const auto picture = decode_image(gif_animation());
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(picture->pixels.at<cv::Vec3b>(0, 0), kRed);
  const cv::Mat alpha = (cv::Mat_<std::uint8_t>(1, 2) << 255, 0);
  EXPECT_EQ(difference(picture->alpha, alpha), 0) << picture->alpha;
}

TEST(FfmpegCodec, DecodesBitmapsOfOneBit) {
  const cv::Mat pixels = (cv::Mat_<cv::Vec3b>(1, 3) << kBlack, kWhite, kBlack);
  expect_pixels(bytes_of("P1\n# ink is 1\n3 1\n1 0 1\n"), pixels);
  expect_pixels(bytes_of("P4 3 1\n") + bytes(0b1010'0000), pixels);
}

TEST(FfmpegCodec, KeepsEveryGrayLevel) {
  Bytes file = bytes_of("P5 256 1 255\n");
  cv::Mat pixels(1, 256, CV_8UC3);
  for (int value = 0; value < 256; ++value) {
    file.push_back(static_cast<std::uint8_t>(value));
    pixels.at<cv::Vec3b>(0, value) = cv::Vec3b::all(static_cast<std::uint8_t>(value));
  }
  expect_pixels(file, pixels);
}

TEST(FfmpegCodec, KeepsSixteenBitGrayAndColor) {
  cv::Mat gray(1, 2, CV_16UC3);
  gray.at<cv::Vec3w>(0, 0) = cv::Vec3w::all(0x1234);
  gray.at<cv::Vec3w>(0, 1) = cv::Vec3w::all(0xFFFE);
  expect_pixels(bytes_of("P5 2 1 65535\n") + bytes(0x12, 0x34, 0xFF, 0xFE), gray);

  const cv::Mat color = (cv::Mat_<cv::Vec3w>(1, 1) << cv::Vec3w(0x0102, 0xA0B0, 0xFFFF));
  expect_pixels(bytes_of("P6 1 1 65535\n") + bytes(1, 2, 0xA0, 0xB0, 0xFF, 0xFF), color);
}

TEST(FfmpegCodec, DecodesPam) {
  const auto picture = decode_image(
      bytes_of("P7\nWIDTH 1\nHEIGHT 1\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n") +
      bytes(10, 20, 30, 40));
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(picture->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(10, 20, 30));
  EXPECT_EQ(picture->alpha.at<std::uint8_t>(0, 0), 40);
}

TEST(FfmpegCodec, DecodesTiffOfOneEightAndSixteenBits) {
  const cv::Mat ink = (cv::Mat_<cv::Vec3b>(1, 2) << kBlack, kWhite);
  expect_pixels(tiff_gray(1, bytes(0b0100'0000), 1), ink);
  expect_pixels(tiff_gray(8, bytes(0, 255), 1), ink);
  const cv::Mat deep =
      (cv::Mat_<cv::Vec3w>(1, 2) << cv::Vec3w::all(0x1234), cv::Vec3w::all(0xFFFE));
  expect_pixels(tiff_gray(16, little_endian_words({0x1234, 0xFFFE}), 1), deep);
}

TEST(FfmpegCodec, TurnsTiffUpright) {
  const Bytes rotated = tiff_gray(8, bytes(0, 255), 6);
  expect_pixels(rotated, (cv::Mat_<cv::Vec3b>(2, 1) << kBlack, kWhite));
  EXPECT_EQ(probe_image(rotated)->size, cv::Size(1, 2));
}

TEST(FfmpegCodec, KeepsColorsOfLosslessFormats) {
  const cv::Mat pixels = colorful({37, 23}, CV_8UC3);
  expect_pixels(
      encoded_by_ffmpeg(AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB24, pixels, "compression_algo=lzw"),
      pixels);
  expect_pixels(
      encoded_by_ffmpeg(AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB24, pixels, "compression_algo=deflate"),
      pixels);
  expect_pixels(encoded_by_ffmpeg(AV_CODEC_ID_QOI, AV_PIX_FMT_RGB24, pixels), pixels);
  expect_pixels(encoded_by_ffmpeg(AV_CODEC_ID_JPEG2000, AV_PIX_FMT_RGB24, pixels, "pred=dwt53"),
                pixels);
  expect_pixels(encoded_by_ffmpeg(AV_CODEC_ID_JPEGXL, AV_PIX_FMT_RGB24, pixels, "distance=0"),
                pixels);
  const cv::Mat deep = colorful({37, 23}, CV_16UC3);
  expect_pixels(
      encoded_by_ffmpeg(AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB48LE, deep, "compression_algo=raw"), deep);
}

TEST(FfmpegCodec, DecodesPsd) {
  // Header, three empty sections, uncompressed planes: one red and one green pixel.
  const Bytes file = bytes_of("8BPS"sv) + bytes(0, 1) + zeros(6) + bytes(0, 3, 0, 0, 0, 1) +
                     bytes(0, 0, 0, 2, 0, 8, 0, 3) + zeros(12) + bytes(0, 0) +
                     bytes(255, 0, 0, 255, 0, 0);
  expect_pixels(file, (cv::Mat_<cv::Vec3b>(1, 2) << kRed, kGreen));
}

TEST(FfmpegCodec, ProbesWithoutDecoding) {
  const auto info = probe_image(bytes_of("P6 640 480 65535\n"));
  ASSERT_TRUE(info.has_value()) << info.error();
  EXPECT_EQ(info->format, ImageFormat::pnm);
  EXPECT_EQ(info->size, cv::Size(640, 480));
  EXPECT_EQ(info->bit_depth, 16);
}

TEST(FfmpegCodec, TruncatedFilesFail) {
  expect_every_truncation_fails(bmp_24());
  expect_every_truncation_fails(tga_32());
  constexpr std::size_t last_packet = 4;
  expect_every_truncation_fails(tga_run_length(), last_packet);
  expect_every_truncation_fails(gif_animation());
  expect_every_truncation_fails(tiff_gray(8, bytes(0, 255), 1));
  expect_every_truncation_fails(bytes_of("P6 2 1 255\n") + bytes(1, 2, 3, 4, 5, 6));
  const cv::Mat pixels = colorful({9, 7}, CV_8UC3);
  constexpr std::size_t next_directory = 4;
  expect_every_truncation_fails(encoded_by_ffmpeg(AV_CODEC_ID_TIFF, AV_PIX_FMT_RGB24, pixels),
                                next_directory);
  expect_every_truncation_fails(encoded_by_ffmpeg(AV_CODEC_ID_JPEG2000, AV_PIX_FMT_RGB24, pixels));
  expect_every_truncation_fails(encoded_by_ffmpeg(AV_CODEC_ID_QOI, AV_PIX_FMT_RGB24, pixels));
  expect_every_truncation_fails(encoded_by_ffmpeg(AV_CODEC_ID_JPEGXL, AV_PIX_FMT_RGB24, pixels));
}

TEST(FfmpegCodec, ReasonNamesFormatAndCause) {
  Bytes file = bmp_24();
  file.pop_back();
  const auto picture = decode_image(file);
  ASSERT_FALSE(picture.has_value());
  EXPECT_THAT(picture.error(), StartsWith("damaged or unusual BMP (")) << picture.error();
  EXPECT_THAT(picture.error(), HasSubstr("export it as PNG"));
}

}  // namespace
}  // namespace tintflow
