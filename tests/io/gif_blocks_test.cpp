#include "io/gif_blocks.h"

#include <gtest/gtest.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

const Bytes kHeader = bytes_of("GIF89a") + bytes(2, 0, 1, 0, 0x80, 0, 0) + zeros(6);
const Bytes kPlainImage = bytes(0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0) + bytes(2, 2, 0x44, 0x0A, 0);
const Bytes kImageWithPalette = bytes(0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0x80) +
                                bytes(0x2C, 0x2C, 0x2C, 0x3B, 0x3B, 0x3B) +
                                bytes(2, 1, 0x44, 1, 0x0A, 0);
// A comment whose text could be taken for the beginnings of images.
const Bytes kComment = bytes(0x21, 0xFE, 3, 0x2C, 0x2C, 0x2C, 1, 0x2C, 0);
const Bytes kEnd = bytes(0x3B);

TEST(IsAnimatedGif, CountsImages) {
  EXPECT_FALSE(is_animated_gif(kHeader + kPlainImage + kEnd));
  EXPECT_FALSE(is_animated_gif(kHeader + kComment + kImageWithPalette + kComment + kEnd));
  EXPECT_TRUE(is_animated_gif(kHeader + kPlainImage + kPlainImage + kEnd));
  EXPECT_TRUE(is_animated_gif(kHeader + kComment + kImageWithPalette + kComment + kPlainImage));
  EXPECT_FALSE(is_animated_gif(kHeader + kPlainImage + kEnd + kPlainImage)) << "after the end";
}

TEST(IsAnimatedGif, EndsWithTheData) {
  const Bytes still = kHeader + kComment + kImageWithPalette + kEnd;
  for (std::size_t size = 0; size < still.size(); ++size) {
    EXPECT_FALSE(is_animated_gif(std::span(still).first(size))) << size;
  }
}

}  // namespace
}  // namespace tintflow
