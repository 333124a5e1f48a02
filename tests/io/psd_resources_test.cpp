#include "io/psd_resources.h"

#include <gtest/gtest.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

Bytes big_endian(std::size_t value) { return bytes(0, value >> 16, value >> 8, value); }

Bytes resource(int number, const Bytes& name, const Bytes& content) {
  return bytes_of("8BIM") + bytes(number >> 8, number) + name + big_endian(content.size()) +
         content + zeros(content.size() % 2);
}

/// Header, an empty color mode section, the resources.
Bytes psd(const Bytes& resources) {
  return zeros(26) + zeros(4) + big_endian(resources.size()) + resources + bytes_of("layers");
}

const Bytes kNoName = zeros(2);

TEST(PsdResources, AreFoundByNumber) {
  const Bytes file = psd(resource(1000, bytes(2, 'a', 'b', 0), bytes(1, 2, 3)) +
                         resource(1039, kNoName, bytes_of("profile")));
  const auto profile = psd_color_profile(file);
  EXPECT_EQ(Bytes(profile.begin(), profile.end()), bytes_of("profile"));
  EXPECT_EQ(psd_resource(file, 1000)->size(), 3U);
  EXPECT_FALSE(psd_resource(file, 1001).has_value());
}

TEST(PsdResources, ResolutionIsFixedPoint) {
  const Bytes info = bytes(1, 0x2C, 0x80, 0, 0, 1, 0, 1) + bytes(0, 150, 0, 0, 0, 1, 0, 1);
  EXPECT_EQ(psd_resolution(psd(resource(1005, kNoName, info))), cv::Size2d(300.5, 150));
  EXPECT_EQ(psd_resolution(psd({})), cv::Size2d());
}

TEST(PsdHeader, TellsSizeAndDepth) {
  const Bytes start = bytes_of("8BPS") + bytes(0, 1) + zeros(6) + bytes(0, 3);
  const auto header = psd_header(start + bytes(0, 0, 2, 1, 0, 1, 0, 3, 0, 16, 0, 3));
  ASSERT_TRUE(header.has_value());
  EXPECT_EQ(header->size, cv::Size(0x10003, 0x201));
  EXPECT_EQ(header->depth, 16);
  EXPECT_FALSE(header->is_cmyk);
  EXPECT_TRUE(psd_header(start + bytes(0, 0, 2, 1, 0, 1, 0, 3, 0, 8, 0, 4))->is_cmyk);
  EXPECT_FALSE(psd_header(start + bytes(0, 0, 0, 0, 0, 1, 0, 3, 0, 16, 0, 3))) << "no height";
  EXPECT_FALSE(psd_header(start + bytes(0, 0, 2, 1, 0xFF, 1, 0, 3, 0, 16, 0, 3))) << "too wide";
  EXPECT_FALSE(psd_header(start + bytes(0, 0, 2, 1, 0, 1, 0, 3, 0, 7, 0, 3))) << "7 bits";
  EXPECT_FALSE(psd_header(start)) << "cut off";
}

TEST(PsdResources, EndWithTheData) {
  const Bytes file = psd(resource(1039, kNoName, bytes_of("profile!")));
  const std::size_t end = file.size() - bytes_of("layers").size();
  for (std::size_t size = 0; size < end; ++size) {
    EXPECT_TRUE(psd_color_profile(std::span(file).first(size)).empty()) << size;
  }
}

}  // namespace
}  // namespace tintflow
