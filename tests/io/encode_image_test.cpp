#include "io/encode_image.h"

#include <cmath>

#include <gmock/gmock.h>

#include "io/decode_image.h"
#include "tests/io/test_pictures.h"
#include "tests/io/test_profiles.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(EncodeImage, WritesTheFormatAskedFor) {
  const Picture picture{colorful({8, 8}, CV_8UC3), {}};
  for (const auto format : {ImageFormat::png, ImageFormat::jpeg, ImageFormat::webp}) {
    EXPECT_EQ(format_of_content(*encode_image(picture, {.format = format})), format);
  }
}

TEST(EncodeImage, RoundsDeepPicturesForFormatsOfEightBits) {
  const cv::Mat deep(16, 16, CV_16UC3, cv::Scalar::all(200 * 257 + 100));
  for (const auto format : {ImageFormat::jpeg, ImageFormat::webp}) {
    const auto decoded = decode_image(*encode_image({deep, {}}, {.format = format}));
    EXPECT_LE(difference(decoded->pixels, flat({16, 16}, {200, 200, 200})), 1);
  }
}

TEST(EncodeImage, CarriesProfileAndResolution) {
  Picture picture{flat({16, 8}, {200, 100, 50}), {}};
  picture.metadata.icc_profile = std::make_shared<const Bytes>(wide_rgb_profile());
  picture.metadata.resolution = {254, 127};  // 10,000 and 5,000 per meter, as PNG counts
  for (const auto format : {ImageFormat::png, ImageFormat::jpeg, ImageFormat::webp}) {
    const auto decoded = decode_image(*encode_image(picture, {.format = format}));
    ASSERT_TRUE(decoded.has_value()) << decoded.error();
    ASSERT_NE(decoded->metadata.icc_profile, nullptr) << format_name(format);
    EXPECT_EQ(*decoded->metadata.icc_profile, wide_rgb_profile()) << format_name(format);
    EXPECT_NEAR(decoded->metadata.resolution.width, 254, 1e-9) << format_name(format);
    EXPECT_NEAR(decoded->metadata.resolution.height, 127, 1e-9) << format_name(format);
    EXPECT_LE(difference(decoded->pixels, picture.pixels), 3) << format_name(format);
  }
}

/// Larger than what one segment of a JPEG holds.
TEST(EncodeImage, CarriesLargeProfiles) {
  Picture picture{flat({16, 8}, {200, 100, 50}), {}};
  const Bytes large = wide_rgb_profile() + zeros(200'000);
  picture.metadata.icc_profile = std::make_shared<const Bytes>(large);
  for (const auto format : {ImageFormat::png, ImageFormat::jpeg, ImageFormat::webp}) {
    const auto decoded = decode_image(*encode_image(picture, {.format = format}));
    ASSERT_NE(decoded->metadata.icc_profile, nullptr) << format_name(format);
    EXPECT_EQ(*decoded->metadata.icc_profile, large) << format_name(format);
  }
}

TEST(EncodeImage, LeavesOutResolutionsThatNoPictureHas) {
  Picture picture{flat({16, 8}, {200, 100, 50}), {}};
  for (const cv::Size2d absurd : {cv::Size2d(0, 0), cv::Size2d(1e9, 1e9), cv::Size2d(300, -1),
                                  cv::Size2d(std::nan(""), 300)}) {
    picture.metadata.resolution = absurd;
    for (const auto format : {ImageFormat::png, ImageFormat::jpeg, ImageFormat::webp}) {
      const auto decoded = decode_image(*encode_image(picture, {.format = format}));
      EXPECT_EQ(decoded->metadata.resolution, cv::Size2d()) << format_name(format);
    }
  }
}

TEST(EncodeImage, LossesAreTold) {
  const Picture deep{cv::Mat(2, 2, CV_16UC3, cv::Scalar()), {}};
  const Picture shallow{flat({2, 2}, {0, 0, 0}), {}};
  EXPECT_THAT(encoding_losses(deep, ImageFormat::png), IsEmpty());
  EXPECT_THAT(encoding_losses(shallow, ImageFormat::jpeg), IsEmpty());
  EXPECT_THAT(encoding_losses(deep, ImageFormat::webp),
              ElementsAre("has 16 bits a channel, of which WebP keeps 8: choose png to keep all"));
}

TEST(EncodeImage, QualityTradesSize) {
  const Picture picture{colorful({64, 64}, CV_8UC3), {}};
  for (const auto format : {ImageFormat::jpeg, ImageFormat::webp}) {
    EXPECT_LT(encode_image(picture, {.format = format, .quality = 30})->size(),
              encode_image(picture, {.format = format, .quality = 95})->size());
  }
}

TEST(EncodeImage, RefusesFormatsThatAreOnlyRead) {
  const auto file = encode_image({flat({2, 2}, {0, 0, 0}), {}}, {.format = ImageFormat::tiff});
  ASSERT_FALSE(file.has_value());
  EXPECT_THAT(file.error(), HasSubstr("TIFF cannot be written: choose png, jpg or webp"));
}

}  // namespace
}  // namespace tintflow
