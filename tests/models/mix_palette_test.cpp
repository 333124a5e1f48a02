#include "models/mix_palette.h"

#include <cmath>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

const torch::Tensor& colors() {
  static const torch::Tensor three = torch::tensor({{1.0F, 1.0F, 1.0F},  //
                                                    {-1.0F, 0.0F, 0.5F},
                                                    {0.0F, -1.0F, -1.0F}});
  return three;
}

TEST(MixPalette, ADecidedPixelHasTheColor) {
  const torch::Tensor logits = torch::zeros({1, 3, 1, 2});
  logits[0][1][0][0] = 100;
  logits[0][2][0][1] = 100;
  const torch::Tensor expected = torch::stack({colors()[1], colors()[2]}, 1).view({1, 3, 1, 2});
  EXPECT_TRUE(torch::allclose(mix_palette(logits, colors()), expected));
}

TEST(MixPalette, UndecidedPixelsHaveTheMean) {
  const torch::Tensor picture = mix_palette(torch::zeros({2, 3, 4, 4}), colors());
  ASSERT_EQ(picture.sizes(), (std::vector<std::int64_t>{2, 3, 4, 4}));
  const torch::Tensor mean = colors().mean(0).view({1, 3, 1, 1}).expand_as(picture);
  EXPECT_TRUE(torch::allclose(picture, mean));
}

TEST(MixPalette, KeepsTheTypeOfTheLogits) {
  const torch::Tensor logits = torch::zeros({1, 3, 2, 2}, torch::kBFloat16);
  logits[0][0].fill_(50);
  const torch::Tensor picture = mix_palette(logits, colors());
  EXPECT_EQ(picture.scalar_type(), torch::kBFloat16);
  EXPECT_TRUE(picture.eq(1).all().item<bool>()) << "paper is white to the last bit";
}

/// Chances of two colors by their logits, of which the second is three times as frequent.
std::vector<float> chances(const ColorChoice& choice, float first, float second) {
  torch::Tensor weight = torch::tensor({first, second});
  torch::Tensor bias = torch::zeros(2);
  fold_choice(choice, torch::tensor({0.25F, 0.75F}), weight, bias);
  const torch::Tensor shares = torch::softmax(weight + bias, 0);
  return {shares[0].item<float>(), shares[1].item<float>()};
}

TEST(FoldChoice, TakesChancesAsTheyAre) {
  EXPECT_THAT(
      chances({}, std::log(0.2F), std::log(0.8F)),
      testing::ElementsAre(testing::FloatNear(0.2F, 1e-6F), testing::FloatNear(0.8F, 1e-6F)));
}

TEST(FoldChoice, ALowTemperatureDecides) {
  EXPECT_GT(chances({.temperature = 0.05}, 0, 1)[1], 0.9999F);
}

TEST(FoldChoice, VividDividesByTheShares) {
  // As likely as they are frequent: nothing is known of the drawing.
  const float first = std::log(0.25F);
  const float second = std::log(0.75F);
  EXPECT_NEAR(chances({.vivid = 1}, first, second)[0], 0.5, 1e-6);
  EXPECT_NEAR(chances({.vivid = 0.5}, first, second)[0], 0.5 / (0.5 + std::sqrt(0.75)), 1e-6);
}

}  // namespace
}  // namespace tintflow
