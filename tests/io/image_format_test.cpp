#include "io/image_format.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using std::literals::operator""sv;

TEST(ImageFormat, IsToldByContent) {
  EXPECT_EQ(format_of_content(bytes(0xFF, 0xD8, 0xFF, 0xE0)), ImageFormat::jpeg);
  EXPECT_EQ(format_of_content(bytes_of("\x89PNG\r\n\x1A\n"sv)), ImageFormat::png);
  EXPECT_EQ(format_of_content(bytes_of("RIFF\x12\0\0\0WEBPVP8 "sv)), ImageFormat::webp);
  EXPECT_EQ(format_of_content(bytes_of("GIF89a")), ImageFormat::gif);
  EXPECT_EQ(format_of_content(bytes_of("MM\0*"sv)), ImageFormat::tiff);
  EXPECT_EQ(format_of_content(bytes_of("P5\n# scan\n2 1 255\n")), ImageFormat::pnm);
  EXPECT_EQ(format_of_content(bytes_of("P7\nWIDTH 1\n")), ImageFormat::pnm);
  EXPECT_EQ(format_of_content(bytes_of("qoif")), ImageFormat::qoi);
}

TEST(ImageFormat, TakesTextsAndOtherFilesForNoPicture) {
  EXPECT_EQ(format_of_content({}), std::nullopt);
  EXPECT_EQ(format_of_content(bytes_of("BMW is a car, and this is a longer text.")), std::nullopt);
  EXPECT_EQ(format_of_content(bytes_of("P1 is the first plan")), std::nullopt);
  EXPECT_EQ(format_of_content(bytes_of("RIFF\x12\0\0\0AVI LIST"sv)), std::nullopt);
  EXPECT_EQ(format_of_content(bytes_of("\0\0\0\x18"
                                       "ftypmp42\0\0\0\0mp42isom"sv)),
            std::nullopt);
  EXPECT_EQ(format_of_content(zeros(64)), std::nullopt);
}

TEST(ImageFormat, FollowsExtensionsInEitherCase) {
  EXPECT_EQ(format_of_extension("a/b.png"), ImageFormat::png);
  EXPECT_EQ(format_of_extension("b.JPG"), ImageFormat::jpeg);
  EXPECT_EQ(format_of_extension("b.jpeg"), ImageFormat::jpeg);
  EXPECT_EQ(format_of_extension("b.WebP"), ImageFormat::webp);
  EXPECT_EQ(format_of_extension("b.tif"), ImageFormat::tiff);
  EXPECT_EQ(format_of_extension("png"), std::nullopt);
  EXPECT_EQ(format_of_extension(".png"), std::nullopt);
  EXPECT_EQ(format_of_extension("a.png/b"), std::nullopt);
  EXPECT_EQ(format_of_extension("b.txt"), std::nullopt);
}

TEST(ImageFormat, WritesThreeFormats) {
  EXPECT_TRUE(is_writable(ImageFormat::jpeg));
  EXPECT_TRUE(is_writable(ImageFormat::png));
  EXPECT_TRUE(is_writable(ImageFormat::webp));
  EXPECT_FALSE(is_writable(ImageFormat::tiff));
}

TEST(ImageFormat, ListsTheExtensionsOfWhatItReads) {
  const auto extensions = readable_extensions();
  EXPECT_EQ(std::ranges::count(extensions, ".png"), 1);
  EXPECT_EQ(std::ranges::count(extensions, ".jpeg"), 1);
  EXPECT_EQ(std::ranges::count(extensions, ".ora"), 0);
}

TEST(IsReadable, IsFalseOfOpenRasterAlone) {
  EXPECT_FALSE(is_readable(ImageFormat::ora));
  EXPECT_TRUE(is_writable(ImageFormat::ora));
  EXPECT_TRUE(is_readable(ImageFormat::png));
  EXPECT_TRUE(is_readable(ImageFormat::tiff));
}

}  // namespace
}  // namespace tintflow
