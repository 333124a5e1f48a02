#include "models/like_color_counter.h"

#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "models/color_likeness.h"

namespace tintflow {
namespace {

std::vector<float> drawn(std::size_t count, float least, float most, std::uint64_t seed) {
  torch::manual_seed(seed);
  const torch::Tensor values =
      torch::rand(static_cast<std::int64_t>(count)) * (most - least) + least;
  return {values.const_data_ptr<float>(), values.const_data_ptr<float>() + count};
}

torch::Tensor matrix(std::vector<float>& values, std::size_t columns) {
  const auto width = static_cast<std::int64_t>(columns);
  return torch::from_blob(values.data(), {static_cast<std::int64_t>(values.size()) / width, width});
}

/// Numbers of rows and of colors, which fill vector registers or do not.
class LikeColorCounterSizes : public testing::TestWithParam<std::tuple<std::size_t, std::size_t>> {
};

TEST_P(LikeColorCounterSizes, CountsAsLibTorchDoes) {
  const auto [rows, colors] = GetParam();
  std::vector<float> likeness = color_likeness(drawn(3 * colors, -1, 1, 1), 40);
  std::vector<float> chances = drawn(rows * colors, 0.001F, 1, 2);
  constexpr float untouched = -7;
  std::vector<float> counts(rows * colors + 1, untouched);

  LikeColorCounter(likeness, colors).count(chances.data(), rows, counts.data());

  EXPECT_EQ(counts.back(), untouched) << "written past the end";
  counts.pop_back();
  const torch::Tensor expected =
      like_color_counts(matrix(chances, colors), matrix(likeness, colors));
  EXPECT_TRUE(torch::allclose(matrix(counts, colors), expected, 1e-4, 0))
      << matrix(counts, colors) << expected;
}

INSTANTIATE_TEST_SUITE_P(All, LikeColorCounterSizes,
                         testing::Combine(testing::Values(1, 3, 4, 9),
                                          testing::Values(1, 3, 16, 32, 37)));

TEST(LikeColorCounter, TakesMoreRowsWithTheSameLikeness) {
  const std::vector<float> likeness = {1, 0.5F, 0.5F, 1};
  LikeColorCounter counter(likeness, 2);
  const std::vector<float> many = {1, 0, /**/ 0, 1, /**/ 1, 1, /**/ 1, 0, /**/ 0, 1};
  std::vector<float> at_once(many.size());
  counter.count(many.data(), 5, at_once.data());
  for (std::size_t row = 0; row < 5; ++row) {
    std::vector<float> alone(2);
    counter.count(&many[2 * row], 1, alone.data());
    EXPECT_FLOAT_EQ(alone[0], at_once[2 * row]);
    EXPECT_FLOAT_EQ(alone[1], at_once[2 * row + 1]);
  }
}

}  // namespace
}  // namespace tintflow
