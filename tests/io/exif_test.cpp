#include "io/exif.h"

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

int orientation_of(std::span<const std::uint8_t> exif) { return read_exif(exif).orientation; }

TEST(ReadExif, OrientationIsReadInEitherByteOrder) {
  for (int orientation = 1; orientation <= 8; ++orientation) {
    EXPECT_EQ(orientation_of(little_endian_exif(orientation)), orientation);
    EXPECT_EQ(orientation_of(big_endian_exif(orientation)), orientation);
    EXPECT_EQ(orientation_of(bytes_of("Exif\0\0"sv) + big_endian_exif(orientation)), orientation);
  }
}

TEST(ReadExif, OrientationIsOneWhereDataIsDamaged) {
  EXPECT_EQ(orientation_of({}), 1);
  EXPECT_EQ(orientation_of(bytes_of("no EXIF data at all")), 1);
  EXPECT_EQ(orientation_of(little_endian_exif(0)), 1);
  EXPECT_EQ(orientation_of(little_endian_exif(9)), 1);

  Bytes far_directory = little_endian_exif(6);
  std::fill_n(far_directory.begin() + 4, 4, 0xFF);
  EXPECT_EQ(orientation_of(far_directory), 1);

  Bytes many_entries = little_endian_exif(6);
  std::fill_n(many_entries.begin() + 8, 2, 0xFF);
  many_entries[22] = 0x13;  // not the orientation's tag
  EXPECT_EQ(orientation_of(many_entries), 1);

  const Bytes whole = little_endian_exif(6);
  constexpr std::size_t value_end = 32;
  for (std::size_t size = 0; size < value_end; ++size) {
    EXPECT_EQ(orientation_of(std::span(whole).first(size)), 1) << size;
  }
}

/// EXIF data, little-endian, of a horizontal and a vertical resolution and its unit.
Bytes resolution_exif(int across, int denominator, int down, int unit) {
  return bytes('I', 'I', 42, 0, 8, 0, 0, 0, 3, 0) + bytes(0x1A, 1, 5, 0, 1, 0, 0, 0, 50, 0, 0, 0) +
         bytes(0x1B, 1, 5, 0, 1, 0, 0, 0, 58, 0, 0, 0) +
         bytes(0x28, 1, 3, 0, 1, 0, 0, 0, unit, 0, 0, 0) + zeros(4) +
         bytes(across, across >> 8, 0, 0, denominator, 0, 0, 0) +
         bytes(down, down >> 8, 0, 0, denominator, 0, 0, 0);
}

TEST(ReadExif, ResolutionIsInPixelsPerInch) {
  EXPECT_EQ(read_exif(resolution_exif(300, 1, 150, 2)).resolution, cv::Size2d(300, 150));
  EXPECT_EQ(read_exif(resolution_exif(725, 10, 725, 2)).resolution, cv::Size2d(72.5, 72.5));
  EXPECT_EQ(read_exif(resolution_exif(100, 1, 200, 3)).resolution, cv::Size2d(254, 508));
}

TEST(ReadExif, ResolutionIsZeroWhereItIsNotTold) {
  EXPECT_EQ(read_exif(resolution_exif(300, 1, 300, 1)).resolution, cv::Size2d()) << "no unit";
  EXPECT_EQ(read_exif(resolution_exif(300, 0, 300, 2)).resolution, cv::Size2d()) << "x / 0";
  const Bytes whole = resolution_exif(300, 1, 150, 2);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(read_exif(std::span(whole).first(size)).resolution, cv::Size2d()) << size;
  }
}

TEST(ExifOfResolution, IsReadBack) {
  EXPECT_EQ(read_exif(exif_of_resolution({300, 72.5})).resolution, cv::Size2d(300, 72.5));
  EXPECT_EQ(read_exif(exif_of_resolution({300, 72.5})).orientation, 1);
}

}  // namespace
}  // namespace tintflow
