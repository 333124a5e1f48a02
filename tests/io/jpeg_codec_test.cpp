#include "io/jpeg_codec.h"

#include <array>
#include <span>

#include <gmock/gmock.h>

#include "tests/io/jpeg_files.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using std::literals::operator""sv;

Bytes exif(int orientation) {
  return bytes_of("Exif\0\0"sv) + bytes('I', 'I', 42, 0, 8, 0, 0, 0, 1, 0) +
         bytes(0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0) + zeros(4);
}

void expect_flat(const Expected<Picture>& picture, cv::Vec3b color) {
  ASSERT_TRUE(picture.has_value()) << picture.error();
  EXPECT_LE(difference(picture->pixels, flat({20, 12}, color)), 2) << picture->pixels;
  EXPECT_TRUE(picture->alpha.empty());
}

TEST(JpegCodec, KeepsFlatColors) {
  const cv::Vec3b color(200, 100, 50);
  for (const int quality : {60, 90, 100}) {
    const auto file = encode_jpeg({flat({20, 12}, color), {}}, quality);
    const auto picture = decode_jpeg(*file);
    ASSERT_TRUE(picture.has_value()) << picture.error();
    EXPECT_LE(difference(picture->pixels, flat({20, 12}, color)), 4) << quality;
  }
}

/// A line of one red pixel on white is blurred into the white where color is subsampled.
TEST(JpegCodec, ThinInkKeepsItsColorAtHighQuality) {
  cv::Mat drawing = flat({32, 32}, {255, 255, 255});
  drawing.col(15).setTo(cv::Scalar(255, 0, 0));
  const auto green_of_line = [&](int quality) {
    return decode_jpeg(*encode_jpeg({drawing, {}}, quality))->pixels.at<cv::Vec3b>(16, 15)[1];
  };
  EXPECT_LT(int{green_of_line(90)}, 3);
  EXPECT_GT(int{green_of_line(89)}, 40);
}

TEST(JpegCodec, DecodesProgressive) {
  const cv::Vec3b color(10, 200, 30);
  expect_flat(decode_jpeg(jpeg_of(flat({20, 12}, color), {.progressive = true})), color);
}

TEST(JpegCodec, DecodesGray) {
  const cv::Mat gray(12, 20, CV_8UC1, cv::Scalar(77));
  expect_flat(decode_jpeg(jpeg_of(gray, {.input = JCS_GRAYSCALE, .stored = JCS_GRAYSCALE})),
              cv::Vec3b(77, 77, 77));
}

TEST(JpegCodec, DecodesRgbStoredAsSuch) {
  const cv::Vec3b color(200, 100, 50);
  expect_flat(
      decode_jpeg(jpeg_of(flat({20, 12}, color), {.stored = JCS_RGB, .adobe_marker = true})),
      color);
}

/// Ink: cyan 20%, magenta 60%, yellow 100%, black 0%; then the same under 50% black.
TEST(JpegCodec, DecodesCmykInEitherPolarity) {
  const cv::Mat ink(12, 20, CV_8UC4, cv::Scalar(51, 153, 255, 0));
  const cv::Mat inverted(12, 20, CV_8UC4, cv::Scalar(204, 102, 0, 255));
  const cv::Mat darker(12, 20, CV_8UC4, cv::Scalar(204, 102, 0, 128));
  const JpegVariant plain{.input = JCS_CMYK, .stored = JCS_CMYK};
  const JpegVariant adobe{.input = JCS_CMYK, .stored = JCS_CMYK, .adobe_marker = true};
  const JpegVariant ycck{.input = JCS_CMYK, .stored = JCS_YCCK, .adobe_marker = true};
  expect_flat(decode_jpeg(jpeg_of(ink, plain)), cv::Vec3b(204, 102, 0));
  expect_flat(decode_jpeg(jpeg_of(inverted, adobe)), cv::Vec3b(204, 102, 0));
  expect_flat(decode_jpeg(jpeg_of(inverted, ycck)), cv::Vec3b(204, 102, 0));
  expect_flat(decode_jpeg(jpeg_of(darker, adobe)), cv::Vec3b(102, 51, 0));
}

/// A black block in the stored picture's top left corner tells how it was turned.
TEST(JpegCodec, AppliesOrientation) {
  cv::Mat stored = flat({48, 32}, {255, 255, 255});
  stored(cv::Rect(0, 0, 16, 16)).setTo(cv::Scalar(0, 0, 0));
  const Bytes jpeg = *encode_jpeg({stored, {}}, 100);
  struct Case {
    int orientation;
    cv::Size size;
    cv::Point black;
  };
  const std::array cases{Case{1, {48, 32}, {8, 8}},   Case{2, {48, 32}, {40, 8}},
                         Case{3, {48, 32}, {40, 24}}, Case{4, {48, 32}, {8, 24}},
                         Case{5, {32, 48}, {8, 8}},   Case{6, {32, 48}, {24, 8}},
                         Case{7, {32, 48}, {24, 40}}, Case{8, {32, 48}, {8, 40}}};
  for (const Case& expected : cases) {
    const Bytes file = with_segment(jpeg, 0xE1, exif(expected.orientation));
    EXPECT_EQ(probe_jpeg(file)->size, expected.size) << expected.orientation;
    const auto picture = decode_jpeg(file);
    ASSERT_TRUE(picture.has_value()) << picture.error();
    ASSERT_EQ(picture->pixels.size(), expected.size) << expected.orientation;
    EXPECT_LT(picture->pixels.at<cv::Vec3b>(expected.black)[0], 8) << expected.orientation;
    EXPECT_NEAR(cv::mean(picture->pixels)[0], 255.0 * 5 / 6, 2) << expected.orientation;
  }
}

TEST(JpegCodec, EveryTruncationFails) {
  for (const bool progressive : {false, true}) {
    const Bytes file = jpeg_of(colorful({24, 16}, CV_8UC3), {.progressive = progressive});
    ASSERT_TRUE(decode_jpeg(file).has_value());
    for (std::size_t size = 0; size < file.size(); ++size) {
      EXPECT_FALSE(decode_jpeg(std::span(file).first(size)).has_value()) << size;
    }
  }
}

TEST(JpegCodec, SaysHowTheDataIsDamaged) {
  Bytes file = *encode_jpeg({colorful({64, 64}, CV_8UC3), {}}, 90);
  EXPECT_EQ(decode_jpeg(std::span(file).first(file.size() / 2)).error(),
            "damaged JPEG (Premature end of JPEG file): export or copy the file again");
  const std::size_t middle = file.size() / 2;
  file[middle] = 0xFF;
  file[middle + 1] = 0xD9;  // an end marker within the pixels
  EXPECT_THAT(decode_jpeg(file).error(), StartsWith("damaged JPEG (Corrupt JPEG data"));
}

TEST(JpegCodec, ToleratesPaddingBetweenSegments) {
  const Bytes file = *encode_jpeg({flat({20, 12}, {9, 99, 199}), {}}, 95);
  Bytes padded(file.begin(), file.end() - 2);
  padded = padded + zeros(5) + bytes(0xFF, 0xD9);
  EXPECT_EQ(difference(decode_jpeg(padded)->pixels, decode_jpeg(file)->pixels), 0);
}

TEST(JpegCodec, RefusesTransparencyAndSizesThatItCannotHold) {
  const auto transparent =
      encode_jpeg({flat({2, 2}, {0, 0, 0}), cv::Mat(2, 2, CV_8UC1, cv::Scalar(7))}, 90);
  ASSERT_FALSE(transparent.has_value());
  EXPECT_THAT(transparent.error(), HasSubstr("no transparency"));

  const auto wide = encode_jpeg({flat({65501, 1}, {0, 0, 0}), {}}, 90);
  ASSERT_FALSE(wide.has_value());
  EXPECT_THAT(wide.error(), HasSubstr("65500 pixels"));
}

TEST(JpegCodec, EncodesPartsOfLargerPictures) {
  const cv::Mat part = flat({40, 40}, {200, 100, 50})(cv::Rect(3, 5, 20, 12));
  ASSERT_FALSE(part.isContinuous());
  expect_flat(decode_jpeg(*encode_jpeg({part, {}}, 100)), cv::Vec3b(200, 100, 50));
}

}  // namespace
}  // namespace tintflow
