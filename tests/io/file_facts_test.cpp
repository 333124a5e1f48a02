#include "io/file_facts.h"

#include <gmock/gmock.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A BMP's headers up to its resolution of 11811 x 3937 pixels per meter: 300 x 100 per inch.
Bytes bmp_headers(int second_header_size) {
  return zeros(14) + bytes(second_header_size, 0, 0, 0) + zeros(20) +
         bytes(0x23, 0x2E, 0, 0, 0x61, 0x0F, 0, 0);
}

TEST(ReadFileFacts, ResolutionOfABmp) {
  const auto facts = read_file_facts(bmp_headers(40), ImageFormat::bmp);
  EXPECT_NEAR(facts->metadata.resolution.width, 300, 0.01);
  EXPECT_NEAR(facts->metadata.resolution.height, 100, 0.01);
  EXPECT_EQ(read_file_facts(bmp_headers(12), ImageFormat::bmp)->metadata.resolution, cv::Size2d());
}

TEST(ReadFileFacts, NoticeOfAnimationsAndPages) {
  const Bytes header = bytes_of("GIF89a") + bytes(2, 0, 1, 0, 0, 0, 0);
  const Bytes image = bytes(0x2C, 0, 0, 0, 0, 2, 0, 1, 0, 0) + bytes(2, 2, 0x44, 0x0A, 0);
  EXPECT_THAT(read_file_facts(header + image, ImageFormat::gif)->metadata.notices, IsEmpty());
  EXPECT_THAT(read_file_facts(header + image + image, ImageFormat::gif)->metadata.notices,
              ElementsAre("is an animation: only its first frame is colored"));

  const Bytes one_page = bytes('I', 'I', 42, 0, 8, 0, 0, 0, 0, 0);
  const Bytes two_pages = one_page + bytes(14, 0, 0, 0) + zeros(6);
  EXPECT_THAT(read_file_facts(one_page + zeros(4), ImageFormat::tiff)->metadata.notices, IsEmpty());
  EXPECT_THAT(read_file_facts(two_pages, ImageFormat::tiff)->metadata.notices,
              ElementsAre("holds several pages: only the first is colored"));
}

TEST(ReadFileFacts, NothingOfOtherFormats) {
  const auto facts = read_file_facts(bytes_of("P5 1 1 255\n\0"), ImageFormat::pnm);
  ASSERT_TRUE(facts.has_value());
  EXPECT_EQ(facts->orientation, 1);
  EXPECT_EQ(facts->metadata.resolution, cv::Size2d());
  EXPECT_EQ(facts->metadata.icc_profile, nullptr);
}

}  // namespace
}  // namespace tintflow
