#include "io/png_pixels.h"

#include <gtest/gtest.h>

#include "io/frame.h"
#include "tests/io/png_files.h"
#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

const cv::Size kSize(2, 2);

/// Two rows of two RGB pixels, unfiltered, each after the number of its filter.
Bytes stored_rows() { return bytes(0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12); }

cv::Mat stored_pixels() {
  return (cv::Mat_<cv::Vec3b>(2, 2) << cv::Vec3b(1, 2, 3), cv::Vec3b(4, 5, 6), cv::Vec3b(7, 8, 9),
          cv::Vec3b(10, 11, 12));
}

/// A PNG of 2 x 2 pixels around these chunks, without its end mark.
Bytes png_around(const Bytes& chunks) {
  return bytes(0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n') +
         png_chunk("IHDR", bytes(0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0)) + chunks;
}

Bytes end_mark() { return png_chunk("IEND", {}); }

/// The two halves of some data, each in a chunk of pixels, with `between` between them.
Bytes two_chunks(const Bytes& data, const Bytes& between = {}) {
  const auto middle = data.begin() + static_cast<std::ptrdiff_t>(data.size() / 2);
  return png_chunk("IDAT", Bytes(data.begin(), middle)) + between +
         png_chunk("IDAT", Bytes(middle, data.end()));
}

bool is_read(const Bytes& png) { return read_png_pixels(png, kSize, 3).has_value(); }

TEST(PngPixels, ReadsWhatIsSpreadOverChunks) {
  const auto pixels =
      read_png_pixels(png_around(two_chunks(deflated(stored_rows())) + end_mark()), kSize, 3);
  ASSERT_TRUE(pixels.has_value());
  EXPECT_EQ(difference(*pixels, stored_pixels()), 0) << *pixels;
}

TEST(PngPixels, SkipsMetadataBeforeAndAfterThePixels) {
  const Bytes text = png_chunk("tEXt", bytes('a', 0, 'b'));
  const Bytes data = png_chunk("IDAT", deflated(stored_rows()));
  EXPECT_TRUE(is_read(png_around(text + data + text + end_mark())));
}

TEST(PngPixels, LeavesWhatStandsBetweenOrAfterThePixelsToOthers) {
  const Bytes data = deflated(stored_rows());
  const Bytes text = png_chunk("tEXt", bytes('a', 0, 'b'));
  EXPECT_FALSE(is_read(png_around(two_chunks(data, text) + end_mark())));
  EXPECT_FALSE(is_read(png_around(png_chunk("IDAT", data) + png_chunk("ABCD", {}) + end_mark())));
}

TEST(PngPixels, NeedsEveryByteUpToTheEndMark) {
  const Bytes png = png_around(two_chunks(deflated(stored_rows())) + end_mark());
  for (std::size_t size = 0; size < png.size(); ++size) {
    EXPECT_FALSE(is_read(Bytes(png.begin(), png.begin() + static_cast<std::ptrdiff_t>(size))))
        << size;
  }
  EXPECT_TRUE(is_read(png));
}

TEST(PngPixels, NeedsRightChecksums) {
  const Bytes data = deflated(stored_rows());
  Bytes png = png_around(png_chunk("IDAT", data) + end_mark());
  png[position_of(png, "IEND") - 5] ^= 1;  // the checksum of the chunk before
  EXPECT_FALSE(is_read(png));

  png = png_around(png_chunk("IDAT", data) + end_mark());
  png.back() ^= 1;
  EXPECT_FALSE(is_read(png));

  Bytes wrong = data;
  wrong.back() ^= 1;  // the checksum of what was compressed
  EXPECT_FALSE(is_read(png_around(png_chunk("IDAT", wrong) + end_mark())));
}

TEST(PngPixels, NeedsAsMuchDataAsThePictureHolds) {
  const auto holding = [](const Bytes& rows) {
    return png_around(png_chunk("IDAT", deflated(rows)) + end_mark());
  };
  Bytes short_rows = stored_rows();
  short_rows.pop_back();
  EXPECT_FALSE(is_read(holding(short_rows)));
  EXPECT_FALSE(is_read(holding(stored_rows() + bytes(0))));
  EXPECT_FALSE(is_read(png_around(png_chunk("IDAT", deflated_zeros(64)) + end_mark())));
  EXPECT_FALSE(is_read(png_around(png_chunk("IDAT", {}) + end_mark())));
  EXPECT_FALSE(is_read(png_around(end_mark())));
}

TEST(PngPixels, RefusesAFilterThatDoesNotExist) {
  Bytes rows = stored_rows();
  rows[7] = 5;
  EXPECT_FALSE(is_read(png_around(png_chunk("IDAT", deflated(rows)) + end_mark())));
}

}  // namespace
}  // namespace tintflow
