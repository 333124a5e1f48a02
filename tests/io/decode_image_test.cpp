#include "io/decode_image.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "io/encode_image.h"
#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

using testing::StartsWith;
using std::literals::operator""sv;

Bytes png_of(cv::Size size) {
  return *encode_image({colorful(size, CV_8UC3), {}}, {.format = ImageFormat::png});
}

TEST(DecodeImage, GoesByContent) {
  const Picture picture{flat({16, 8}, {200, 100, 50}), {}};
  for (const auto format : {ImageFormat::png, ImageFormat::jpeg, ImageFormat::webp}) {
    const auto decoded = decode_image(*encode_image(picture, {.format = format}));
    ASSERT_TRUE(decoded.has_value()) << decoded.error();
    EXPECT_LE(difference(decoded->pixels, picture.pixels), 3) << format_name(format);
  }
}

TEST(DecodeImage, LimitCountsTheLongerSide) {
  const Bytes file = png_of({20, 10});
  EXPECT_TRUE(decode_image(file, {.max_side = 20}).has_value());
  EXPECT_EQ(
      decode_image(file, {.max_side = 19}).error(),
      "20 x 10 pixels: a side is longer than the limit of 19: scale the picture down or cut it");
  const auto strip = decode_image(bytes_of("P5 1 65536 255\n"));
  ASSERT_FALSE(strip.has_value());
  EXPECT_THAT(strip.error(), StartsWith("1 x 65536 pixels: a side is longer than the limit"));
}

TEST(DecodeImage, SettlesWhatTheFileSaysOfItsColors) {
  Picture gray{flat({4, 2}, {128, 128, 128}), {}};
  gray.metadata.icc_profile = std::make_shared<const Bytes>(gray_profile(1.0));
  const auto decoded = decode_image(*encode_image(gray, {.format = ImageFormat::png}));
  ASSERT_TRUE(decoded.has_value()) << decoded.error();
  EXPECT_LE(difference(decoded->pixels, flat({4, 2}, {188, 188, 188})), 1);
  EXPECT_EQ(decoded->metadata.icc_profile, nullptr);
}

TEST(DecodeImage, LimitCountsPixels) {
  const Bytes file = png_of({20, 10});
  EXPECT_TRUE(decode_image(file, {.max_pixels = 200}).has_value());
  const auto refused = decode_image(file, {.max_pixels = 199});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(
      refused.error(),
      "20 x 10 pixels are more than the limit of 199 in all: scale the picture down, or raise "
      "--max-pixels");
}

/// A header that promises 12000 x 12000 pixels must fail before memory is asked for.
TEST(DecodeImage, RefusesBombsByTheirHeader) {
  const Bytes gif = bytes_of("GIF89a") + bytes(0xE0, 0x2E, 0xE0, 0x2E, 0, 0, 0) +
                    bytes(0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0x80, 0, 0, 0, 255, 255, 255) +
                    bytes(2, 2, 0x44, 0x01, 0, 0x3B);
  Bytes jpeg = *encode_image({flat({8, 8}, {1, 2, 3}), {}}, {.format = ImageFormat::jpeg});
  const std::size_t frame = position_of(jpeg, "\xFF\xC0");
  const Bytes huge = bytes(0x2E, 0xE0, 0x2E, 0xE0);
  std::ranges::copy(huge, jpeg.begin() + static_cast<std::ptrdiff_t>(frame) + 5);
  const Bytes png = bytes_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv) + bytes(0, 0, 0x2E, 0xE0) +
                    bytes(0, 0, 0x2E, 0xE0, 8, 2, 0, 0, 0, 0xDE, 0x27, 0x1B, 0xA6) +
                    bytes_of("\0\0\0\0IDAT\x35\xAF\x06\x1E"sv);
  const Bytes pnm = bytes_of("P5 12000 12000 255\n");
  for (const Bytes& bomb : {gif, jpeg, png, pnm}) {
    const auto picture = decode_image(bomb);
    ASSERT_FALSE(picture.has_value());
    EXPECT_THAT(picture.error(), StartsWith("12000 x 12000 pixels are more than the limit"));
  }
}

/// FFmpeg itself counts no further than 2^31 bits.
TEST(DecodeImage, RefusesSizesBeyondAllFormats) {
  const auto picture = decode_image(bytes_of("P5 60000 60000 255\n"), {.max_pixels = INT64_MAX});
  ASSERT_FALSE(picture.has_value());
  EXPECT_THAT(picture.error(), testing::HasSubstr("Picture size 60000x60000 is invalid"));
}

TEST(DecodeImage, TellsWhatIsNoPicture) {
  EXPECT_EQ(decode_image({}).error(), "the file is empty");
  EXPECT_THAT(decode_image(bytes_of("hello, world")).error(),
              StartsWith("not a picture in a known format"));
}

}  // namespace
}  // namespace tintflow
