#include "tests/io/bad_inputs.h"

#include <ostream>

#include <gmock/gmock.h>

#include "io/decode_image.h"

namespace tintflow {

void PrintTo(const BadInput& input, std::ostream* out) { *out << input.name; }

namespace {

class BadInputTest : public testing::TestWithParam<BadInput> {};

TEST_P(BadInputTest, IsRefusedWithItsReason) {
  const auto picture = decode_image(GetParam().file);
  ASSERT_FALSE(picture.has_value()) << picture->pixels.size();
  EXPECT_THAT(picture.error(), testing::HasSubstr(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(, BadInputTest, testing::ValuesIn(all_bad_inputs()),
                         [](const auto& input) { return input.param.name; });

/// So that none is lost without a word.
TEST(BadInputs, AreMany) { EXPECT_EQ(all_bad_inputs().size(), 127U); }

}  // namespace
}  // namespace tintflow
