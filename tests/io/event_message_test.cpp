#include "io/event_message.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace tintflow {
namespace {

constexpr EventTime kTime{.wall_time = 1.5, .step = 300};

std::string hex(const Bytes& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

// The expected bytes are what TensorBoard's Python classes serialize to.

TEST(EventMessage, SaysTheVersion) {
  EXPECT_EQ(hex(version_event(1.5)), "09000000000000f83f1a0d627261696e2e4576656e743a32");
}

TEST(EventMessage, SaysThatARunStarts) {
  EXPECT_EQ(hex(start_event(kTime)), "09000000000000f83f10ac023a020801");
}

TEST(EventMessage, HoldsAScalar) {
  EXPECT_EQ(hex(scalar_event(kTime, "train/l1", 0.25F)),
            "09000000000000f83f10ac022a110a0f0a08747261696e2f6c31150000803e");
}

TEST(EventMessage, HoldsAnImage) {
  EXPECT_EQ(hex(image_event(kTime, "panel", Bytes{0x89, 'P', 'N', 'G'}, {3, 200})),
            "09000000000000f83f10ac022a180a160a0570616e656c220d08c80110031803220489504e47");
}

}  // namespace
}  // namespace tintflow
