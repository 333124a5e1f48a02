#include "stages/stage.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

struct Double {
  static constexpr const char* name = "double";
  Expected<int> operator()(const int& value) const { return 2 * value; }
};

TEST(Stage, TakesAFunctionObjectWithItsName) {
  const Stage<int, int> stage = Double{};
  EXPECT_EQ(stage.name, "double");
  EXPECT_EQ(*stage.run(21), 42);
}

TEST(Stage, TakesANameAndALambda) {
  const Stage<int, int> stage(
      "refuse", [](const int&) -> Expected<int> { return tl::make_unexpected(std::string("no")); });
  EXPECT_EQ(stage.name, "refuse");
  EXPECT_EQ(stage.run(1).error(), "no");
}

}  // namespace
}  // namespace tintflow
