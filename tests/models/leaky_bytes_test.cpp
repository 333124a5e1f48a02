#include "models/leaky_bytes.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(LeakyBytes, EveryByteAndZeroIsRoundedToTheNearest) {
  for (int zero = 0; zero < 256; ++zero) {
    std::vector<std::uint8_t> bytes(256);
    for (int value = 0; value < 256; ++value) bytes[value] = static_cast<std::uint8_t>(value);
    leaky_relu_bytes(bytes.data(), bytes.size(), static_cast<std::uint8_t>(zero));
    for (int value = 0; value < 256; ++value) {
      const long expected = value >= zero ? value : std::lround(zero + (value - zero) * 0.2);
      ASSERT_EQ(bytes[value], expected) << value << " with zero " << zero;
    }
  }
}

TEST(LeakyBytes, BytesAfterTheLastStayAsTheyAre) {
  std::vector<std::uint8_t> bytes(100, 0);
  leaky_relu_bytes(bytes.data(), 37, 200);
  EXPECT_EQ(bytes[36], 160);
  EXPECT_EQ(bytes[37], 0);
}

}  // namespace
}  // namespace tintflow
