#include "io/png_codec.h"

#include <gmock/gmock.h>
#include <spng.h>

#include "io/png_encoder.h"
#include "tests/io/png_files.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

cv::Mat row_of(std::initializer_list<cv::Vec3b> pixels) {
  return cv::Mat(std::vector<cv::Vec3b>(pixels), true).t();
}

void expect_pixels(const Bytes& file, const cv::Mat& pixels, const cv::Mat& alpha = {}) {
  const auto picture = decode_png(file);
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_EQ(difference(picture->pixels, pixels), 0) << picture->pixels << "\n" << pixels;
  EXPECT_EQ(difference(picture->alpha, alpha), 0) << picture->alpha;
}

cv::Vec3b gray(int value) { return cv::Vec3b::all(static_cast<std::uint8_t>(value)); }

spng_plte red_green_blue() {
  spng_plte palette{};
  palette.n_entries = 3;
  palette.entries[0] = {255, 0, 0, 255};
  palette.entries[1] = {0, 255, 0, 255};
  palette.entries[2] = {0, 0, 255, 255};
  return palette;
}

/// EXIF data that says to turn the picture by 90 degrees.
Bytes rotation() {
  return bytes('M', 'M', 0, 42, 0, 0, 0, 8, 0, 1) + bytes(1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0) +
         zeros(4);
}

TEST(PngCodec, ScalesGrayOfFewBitsToTheFullRange) {
  const auto grayscale = [](int bits) {
    return PngOptions{.bit_depth = static_cast<std::uint8_t>(bits),
                      .color_type = SPNG_COLOR_TYPE_GRAYSCALE};
  };
  expect_pixels(png_of({3, 1}, bytes(0b1010'0000), grayscale(1)),
                row_of({gray(255), gray(0), gray(255)}));
  expect_pixels(png_of({4, 1}, bytes(0b0001'1011), grayscale(2)),
                row_of({gray(0), gray(85), gray(170), gray(255)}));
  expect_pixels(png_of({2, 1}, bytes(0x1F), grayscale(4)), row_of({gray(17), gray(255)}));
  expect_pixels(png_of({2, 1}, bytes(3, 200), grayscale(8)), row_of({gray(3), gray(200)}));
}

TEST(PngCodec, KeepsSixteenBits) {
  expect_pixels(
      png_of({1, 1}, bytes(0x12, 0x34), {.bit_depth = 16, .color_type = SPNG_COLOR_TYPE_GRAYSCALE}),
      (cv::Mat_<cv::Vec3w>(1, 1) << cv::Vec3w::all(0x1234)));
  expect_pixels(png_of({1, 1}, bytes(0x12, 0x34, 0xFF, 0xFE, 0, 1), {.bit_depth = 16}),
                (cv::Mat_<cv::Vec3w>(1, 1) << cv::Vec3w(0x1234, 0xFFFE, 1)));
  expect_pixels(png_of({1, 1}, bytes(0x12, 0x34, 0x56, 0x78),
                       {.bit_depth = 16, .color_type = SPNG_COLOR_TYPE_GRAYSCALE_ALPHA}),
                (cv::Mat_<cv::Vec3w>(1, 1) << cv::Vec3w::all(0x1234)),
                (cv::Mat_<std::uint16_t>(1, 1) << 0x5678));
}

TEST(PngCodec, LooksColorsUpInThePalette) {
  const PngOptions indexed{
      .bit_depth = 2, .color_type = SPNG_COLOR_TYPE_INDEXED, .palette = red_green_blue()};
  expect_pixels(png_of({3, 1}, bytes(0b1000'0100), indexed),
                row_of({{0, 0, 255}, {255, 0, 0}, {0, 255, 0}}));
}

TEST(PngCodec, AppliesTransparencyOfPalettesAndColors) {
  spng_trns of_entries{};
  of_entries.n_type3_entries = 2;
  of_entries.type3_alpha[0] = 0;
  of_entries.type3_alpha[1] = 128;
  expect_pixels(png_of({3, 1}, bytes(0, 1, 2),
                       {.color_type = SPNG_COLOR_TYPE_INDEXED,
                        .palette = red_green_blue(),
                        .transparent = of_entries}),
                row_of({{255, 0, 0}, {0, 255, 0}, {0, 0, 255}}),
                (cv::Mat_<std::uint8_t>(1, 3) << 0, 128, 255));

  spng_trns of_gray{};
  of_gray.gray = 2;
  expect_pixels(
      png_of({2, 1}, bytes(0b0010'0100 << 2),
             {.bit_depth = 2, .color_type = SPNG_COLOR_TYPE_GRAYSCALE, .transparent = of_gray}),
      row_of({gray(170), gray(85)}), (cv::Mat_<std::uint8_t>(1, 2) << 0, 255));

  spng_trns of_deep_color{};
  of_deep_color.red = 0x0102;
  of_deep_color.green = 0x0304;
  of_deep_color.blue = 0x0506;
  expect_pixels(png_of({2, 1}, bytes(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 7),
                       {.bit_depth = 16, .transparent = of_deep_color}),
                (cv::Mat_<cv::Vec3w>(1, 2) << cv::Vec3w(0x0102, 0x0304, 0x0506),
                 cv::Vec3w(0x0102, 0x0304, 0x0507)),
                (cv::Mat_<std::uint16_t>(1, 2) << 0, 65535));
}

TEST(PngCodec, DecodesInterlaced) {
  const cv::Mat pixels = colorful({13, 11}, CV_8UC3);
  const Bytes samples(pixels.datastart, pixels.dataend);
  expect_pixels(png_of(pixels.size(), samples, {.interlaced = true}), pixels);
}

TEST(PngCodec, AppliesOrientation) {
  const Bytes file = png_of({2, 1}, bytes(1, 2, 3, 4, 5, 6), {.exif = rotation()});
  expect_pixels(file, (cv::Mat_<cv::Vec3b>(2, 1) << cv::Vec3b(1, 2, 3), cv::Vec3b(4, 5, 6)));
  EXPECT_EQ(probe_png(file)->size, cv::Size(1, 2));
}

TEST(PngCodec, EveryTruncationFails) {
  const Bytes file = *encode_png({colorful({13, 11}, CV_8UC3), {}});
  constexpr std::size_t checksum_of_the_end_mark = 4;
  for (std::size_t size = 0; size < file.size() - checksum_of_the_end_mark; ++size) {
    EXPECT_FALSE(decode_png(std::span(file).first(size)).has_value()) << size;
  }
}

TEST(PngCodec, EveryChangedByteOfThePixelsFails) {
  const Bytes file = *encode_png({colorful({13, 11}, CV_8UC3), {}});
  for (std::size_t at = position_of(file, "IDAT"); at < position_of(file, "IEND") - 4; ++at) {
    Bytes damaged = file;
    damaged[at] ^= 0x10;
    EXPECT_FALSE(decode_png(damaged).has_value()) << at;
  }
}

TEST(PngCodec, SaysHowTheDataIsDamaged) {
  Bytes file = *encode_png({colorful({13, 11}, CV_8UC3), {}});
  file[position_of(file, "IEND") - 5] ^= 1;  // within the checksum before
  EXPECT_EQ(decode_png(file).error(),
            "damaged PNG (invalid chunk checksum): export or copy the file again");
  file = *encode_png({colorful({13, 11}, CV_8UC3), {}});
  file.resize(file.size() / 2);
  EXPECT_EQ(decode_png(file).error(), "damaged PNG (end of stream): export or copy the file again");
}

TEST(PngCodec, DamagedMetadataDoesNotMatter) {
  Bytes file = png_of({2, 1}, bytes(1, 2, 3, 4, 5, 6), {.exif = rotation()});
  file[position_of(file, "eXIf") + 4 + 19] = 3;  // the orientation, without its checksum
  expect_pixels(file, row_of({{1, 2, 3}, {4, 5, 6}}));
}

}  // namespace
}  // namespace tintflow
