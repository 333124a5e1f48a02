#include "io/exif_orientation.h"

#include <array>

#include <gmock/gmock.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

using std::literals::operator""sv;

/// EXIF data with one entry before the orientation, in either byte order.
Bytes little_endian_exif(int orientation) {
  return bytes('I', 'I', 42, 0, 8, 0, 0, 0, 2, 0) +
         bytes(0x0F, 1, 2, 0, 4, 0, 0, 0, 'C', 'a', 'm', 0) +
         bytes(0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0) + zeros(4);
}
Bytes big_endian_exif(int orientation) {
  return bytes('M', 'M', 0, 42, 0, 0, 0, 8, 0, 1) +
         bytes(1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0) + zeros(4);
}

TEST(ExifOrientation, IsReadInEitherByteOrder) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    EXPECT_EQ(exif_orientation(little_endian_exif(orientation)), orientation);
    EXPECT_EQ(exif_orientation(big_endian_exif(orientation)), orientation);
    EXPECT_EQ(exif_orientation(bytes_of("Exif\0\0"sv) + big_endian_exif(orientation)), orientation);
  }
}

TEST(ExifOrientation, IsOneWhereDataIsDamaged) {
  EXPECT_EQ(exif_orientation({}), 1);
  EXPECT_EQ(exif_orientation(bytes_of("no EXIF data at all")), 1);
  EXPECT_EQ(exif_orientation(little_endian_exif(0)), 1);
  EXPECT_EQ(exif_orientation(little_endian_exif(9)), 1);

  Bytes far_directory = little_endian_exif(6);
  std::fill_n(far_directory.begin() + 4, 4, 0xFF);
  EXPECT_EQ(exif_orientation(far_directory), 1);

  Bytes many_entries = little_endian_exif(6);
  std::fill_n(many_entries.begin() + 8, 2, 0xFF);
  many_entries[22] = 0x13;  // not the orientation's tag
  EXPECT_EQ(exif_orientation(many_entries), 1);

  const Bytes whole = little_endian_exif(6);
  constexpr std::size_t value_end = 32;
  for (std::size_t size = 0; size < value_end; ++size) {
    EXPECT_EQ(exif_orientation(std::span(whole).first(size)), 1) << size;
  }
}

/// Where each corner of a 3 x 2 picture, numbered by rows from 1, comes to lie.
TEST(ExifOrientation, TurnsEachOfTheEightWays) {
  const cv::Mat stored = (cv::Mat_<std::uint8_t>(2, 3) << 1, 2, 3, 4, 5, 6);
  const std::array<cv::Mat, 8> upright{
      (cv::Mat_<std::uint8_t>(2, 3) << 1, 2, 3, 4, 5, 6),
      (cv::Mat_<std::uint8_t>(2, 3) << 3, 2, 1, 6, 5, 4),
      (cv::Mat_<std::uint8_t>(2, 3) << 6, 5, 4, 3, 2, 1),
      (cv::Mat_<std::uint8_t>(2, 3) << 4, 5, 6, 1, 2, 3),
      (cv::Mat_<std::uint8_t>(3, 2) << 1, 4, 2, 5, 3, 6),
      (cv::Mat_<std::uint8_t>(3, 2) << 4, 1, 5, 2, 6, 3),
      (cv::Mat_<std::uint8_t>(3, 2) << 6, 3, 5, 2, 4, 1),
      (cv::Mat_<std::uint8_t>(3, 2) << 3, 6, 2, 5, 1, 4),
  };
  cv::Mat pixels;
  cv::merge(std::array{stored, stored, stored}, pixels);
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const cv::Mat& expected = upright[static_cast<std::size_t>(orientation - 1)];
    const Picture turned = turn_upright({pixels, stored}, orientation);
    EXPECT_EQ(difference(turned.alpha, expected), 0) << orientation << "\n" << turned.alpha;
    cv::Mat red;
    cv::extractChannel(turned.pixels, red, 0);
    EXPECT_EQ(difference(red, expected), 0) << orientation;
    EXPECT_EQ(upright_size(stored.size(), orientation), expected.size());
  }
  EXPECT_EQ(stored.at<std::uint8_t>(0, 0), 1) << "the input was written to";
}

TEST(ExifOrientation, TurnsTheResolutionWithThePixels) {
  Picture stored{cv::Mat(2, 3, CV_8UC3, cv::Scalar()), {}};
  stored.metadata.resolution = {300, 150};
  EXPECT_EQ(turn_upright(stored, 3).metadata.resolution, cv::Size2d(300, 150));
  EXPECT_EQ(turn_upright(stored, 6).metadata.resolution, cv::Size2d(150, 300));
}

}  // namespace
}  // namespace tintflow
