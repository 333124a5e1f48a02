#include "io/image_info.h"

#include <gmock/gmock.h>

#include "io/encode_image.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using testing::HasSubstr;

void expect_info(ImageFormat format, int picture_type, int bit_depth) {
  const auto file = encode_image({colorful({37, 23}, picture_type), {}}, {.format = format});
  const auto info = probe_image(*file);
  ASSERT_TRUE(info.has_value()) << info.error();
  EXPECT_EQ(info->format, format);
  EXPECT_EQ(info->size, cv::Size(37, 23));
  EXPECT_EQ(info->bit_depth, bit_depth);
}

TEST(ProbeImage, TellsFormatSizeAndDepth) {
  expect_info(ImageFormat::png, CV_8UC3, 8);
  expect_info(ImageFormat::png, CV_16UC3, 16);
  expect_info(ImageFormat::jpeg, CV_8UC3, 8);
  expect_info(ImageFormat::webp, CV_8UC3, 8);
}

TEST(ProbeImage, SaysWhatIsNoPicture) {
  EXPECT_EQ(probe_image({}).error(), "the file is empty");
  EXPECT_THAT(probe_image(bytes_of("Dear diary")).error(),
              HasSubstr("not a picture in a known format (JPEG, PNG"));
  EXPECT_THAT(probe_image(bytes_of("<?xml version='1.0'?><svg xmlns=''/>")).error(),
              HasSubstr("SVG is a vector format: export the drawing as PNG"));
  EXPECT_THAT(probe_image(bytes_of("%PDF-1.7")).error(), HasSubstr("PDF is not a picture"));
  EXPECT_THAT(probe_image(bytes(0, 0, 0, 24) + bytes_of("ftypheic....")).error(),
              HasSubstr("HEIF"));
  EXPECT_THAT(probe_image(bytes_of("\x89PNG\n\x1A\n....")).error(), HasSubstr("text mode"));
}

}  // namespace
}  // namespace tintflow
