#include "models/diff_augment.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

constexpr int side = 32;

DiffAugment seeded(std::uint64_t seed, int count = 4) {
  torch::manual_seed(seed);
  return {count, side, torch::kCPU};
}

TEST(DiffAugment, ChangesAllPicturesTheSameAtEachCall) {
  const DiffAugment change = seeded(1);
  const torch::Tensor pictures = torch::rand({4, 3, side, side}) * 2 - 1;
  const torch::Tensor changed = change(pictures);
  EXPECT_EQ(changed.sizes(), pictures.sizes());
  EXPECT_FALSE(torch::allclose(changed, pictures));
  EXPECT_TRUE(torch::equal(change(pictures), changed));
}

TEST(DiffAugment, DependsOnTheSeedAlone) {
  const torch::Tensor pictures = torch::ones({4, 3, side, side});
  EXPECT_TRUE(torch::equal(seeded(1)(pictures), seeded(1)(pictures)));
  EXPECT_FALSE(torch::equal(seeded(1)(pictures), seeded(2)(pictures)));
}

TEST(DiffAugment, CutsASquareOfHalfTheSideAndShiftsByAnEighthAtMost) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    // Brightness alone changes a white picture's inside; outside of it is 0.
    const torch::Tensor changed = seeded(seed, 1)(torch::full({1, 3, side, side}, 10.0F));
    const std::int64_t zeros = (changed[0][0] == 0).sum().item<std::int64_t>();
    const int margin = side / 8;
    EXPECT_GE(zeros, (side / 4) * (side / 4)) << seed;
    EXPECT_LE(zeros, (side / 2) * (side / 2) + 2 * margin * side) << seed;
  }
}

TEST(DiffAugment, EachPictureHasAChangeOfItsOwn) {
  const torch::Tensor changed = seeded(3, 2)(torch::full({2, 3, side, side}, 0.5F));
  EXPECT_FALSE(torch::equal(changed[0], changed[1]));
}

TEST(DiffAugment, PassesGradientsOn) {
  const torch::Tensor pictures = torch::rand({2, 3, side, side}).requires_grad_();
  seeded(4, 2)(pictures).square().sum().backward();
  EXPECT_GT(pictures.grad().abs().max().item<double>(), 0);
}

TEST(DiffAugment, KeepsTheType) {
  const torch::Tensor pictures = torch::zeros({1, 3, side, side}, torch::kBFloat16);
  EXPECT_EQ(seeded(5, 1)(pictures).scalar_type(), torch::kBFloat16);
}

}  // namespace
}  // namespace tintflow
