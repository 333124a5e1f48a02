#include "io/encode_image.h"

#include <gmock/gmock.h>

#include "io/decode_image.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using testing::HasSubstr;

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
