#include "stages/encode.h"

#include <gtest/gtest.h>

#include "io/decode_image.h"

namespace tintflow {
namespace {

Frame half_clear_frame(std::uint64_t source, int depth = CV_8U) {
  return {{source, 0},
          {cv::Mat(16, 24, CV_MAKETYPE(depth, 3), cv::Scalar(10, 20, 30)),
           cv::Mat(16, 24, CV_MAKETYPE(depth, 1), cv::Scalar(128))}};
}

Encode one_png_one_jpeg() {
  return {.formats = std::make_shared<const std::vector<ImageFormat>>(
              std::vector{ImageFormat::png, ImageFormat::jpeg})};
}

TEST(Encode, WritesEachInputInItsOwnFormat) {
  const auto png = one_png_one_jpeg()(half_clear_frame(0));
  const auto jpeg = one_png_one_jpeg()(half_clear_frame(1));
  ASSERT_TRUE(png && jpeg);
  EXPECT_EQ(format_of_content(*png->bytes), ImageFormat::png);
  EXPECT_EQ(format_of_content(*jpeg->bytes), ImageFormat::jpeg);
  EXPECT_EQ(jpeg->id, (FrameId{1, 0}));
  EXPECT_EQ(png->size, cv::Size(24, 16));
}

TEST(Encode, KeepsAlphaWhereTheFormatHasIt) {
  EXPECT_FALSE(decode_image(*one_png_one_jpeg()(half_clear_frame(0))->bytes)->alpha.empty());
  EXPECT_TRUE(decode_image(*one_png_one_jpeg()(half_clear_frame(1))->bytes)->alpha.empty());
}

TEST(Encode, SaysHowDeepTheResultIs) {
  const auto deep = one_png_one_jpeg()(half_clear_frame(0, CV_16U));
  ASSERT_TRUE(deep);
  EXPECT_EQ(deep->bit_depth, 16);
  EXPECT_EQ(decode_image(*deep->bytes)->pixels.at<cv::Vec3w>(0, 0), cv::Vec3w(10, 20, 30));
}

TEST(Encode, HandsOnTheNotices) {
  Frame frame = half_clear_frame(0);
  frame.picture.metadata.notices = {"only the first page"};
  EXPECT_EQ(one_png_one_jpeg()(frame)->notices, frame.picture.metadata.notices);
}

TEST(Encode, TellsWhatTheFormatCannotHold) {
  EXPECT_TRUE(one_png_one_jpeg()(half_clear_frame(0, CV_16U))->notices.empty());
  EXPECT_EQ(one_png_one_jpeg()(half_clear_frame(1, CV_16U))->notices.size(), 1U);
}

}  // namespace
}  // namespace tintflow
