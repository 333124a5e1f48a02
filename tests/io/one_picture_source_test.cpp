#include "io/one_picture_source.h"

#include <gtest/gtest.h>

#include "io/encode_image.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

TEST(OnePictureSource, YieldsItOnceWithWhatItsHeaderSays) {
  const Bytes file =
      *encode_image({colorful({37, 23}, CV_16UC3), {}}, {.format = ImageFormat::png});
  OnePictureSource source(file);
  EXPECT_EQ(source.total(), 1U);
  const auto item = source.next();
  ASSERT_TRUE(item && *item);
  EXPECT_EQ((*item)->id, FrameId());
  EXPECT_EQ(*(*item)->bytes, file);
  EXPECT_EQ((*item)->size, cv::Size(37, 23));
  EXPECT_EQ((*item)->bit_depth, 16);
  EXPECT_EQ(source.next(), std::nullopt);
}

TEST(OnePictureSource, WhatIsNoPictureHasNoSize) {
  const auto item = OnePictureSource(bytes_of("no picture")).next();
  ASSERT_TRUE(item && *item);
  EXPECT_EQ((*item)->size, cv::Size(0, 0));
}

}  // namespace
}  // namespace tintflow
