#include "io/byte_reader.h"

#include <gtest/gtest.h>

#include "tests/io/test_pictures.h"

namespace tintflow {
namespace {

TEST(ByteReader, ReadsInEitherOrder) {
  const Bytes data = bytes(1, 2, 3, 4, 5);
  EXPECT_EQ(ByteReader(data, ByteOrder::big).integer(0, 4), 0x01020304U);
  EXPECT_EQ(ByteReader(data, ByteOrder::little).integer(1, 4), 0x05040302U);
  EXPECT_EQ(ByteReader(data, ByteOrder::little).integer(4, 1), 5U);
}

TEST(ByteReader, ReadsNothingBeyondTheEnd) {
  const Bytes data = bytes(1, 2, 3, 4, 5);
  const ByteReader reader(data, ByteOrder::big);
  EXPECT_EQ(reader.integer(2, 4), std::nullopt);
  EXPECT_EQ(reader.integer(6, 1), std::nullopt);
  EXPECT_EQ(reader.integer(SIZE_MAX, 2), std::nullopt);
  EXPECT_FALSE(reader.part(1, SIZE_MAX).has_value());
  EXPECT_EQ(reader.part(5, 0)->size(), 0U);
}

}  // namespace
}  // namespace tintflow
