#include "models/losses.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// ln(1 + e^x): the cross-entropy of logit x against 0, and of -x against 1.
double softplus(double x) { return std::log1p(std::exp(x)); }

TEST(Losses, GanLossIsTheSigmoidCrossEntropy) {
  const torch::Tensor logits = torch::tensor({0.0F, 2.0F, -1.0F});
  EXPECT_NEAR(gan_loss(logits, true).item<double>(), (softplus(0) + softplus(-2) + softplus(1)) / 3,
              1e-6);
  EXPECT_NEAR(gan_loss(logits, false).item<double>(),
              (softplus(0) + softplus(2) + softplus(-1)) / 3, 1e-6);
}

TEST(Losses, GanLossStaysFiniteForLargeLogits) {
  EXPECT_NEAR(gan_loss(torch::tensor({-200.0F}), true).item<double>(), 200, 1e-4);
}

TEST(Losses, DiscriminatorLossIsTheMeanOfBothHalves) {
  const torch::Tensor real = torch::tensor({1.0F});
  const torch::Tensor generated = torch::tensor({3.0F});
  EXPECT_NEAR(discriminator_loss(real, generated).item<double>(), (softplus(-1) + softplus(3)) / 2,
              1e-6);
}

TEST(Losses, L1IsTheMeanAbsoluteDifference) {
  const torch::Tensor generated = torch::tensor({0.5F, -1.0F, 0.25F, 0.0F});
  const torch::Tensor truth = torch::tensor({1.0F, 1.0F, 0.25F, -0.5F});
  EXPECT_DOUBLE_EQ(tintflow::l1_loss(generated, truth).item<double>(), 0.75);
}

TEST(Losses, LsganIsTheSquaredDistance) {
  const torch::Tensor logits = torch::tensor({0.0F, 3.0F});
  EXPECT_DOUBLE_EQ(gan_loss(logits, true, GanMode::lsgan).item<double>(), (1 + 4) / 2.0);
  EXPECT_DOUBLE_EQ(gan_loss(logits, false, GanMode::lsgan).item<double>(), (0 + 9) / 2.0);
  EXPECT_DOUBLE_EQ(discriminator_loss(torch::tensor({3.0F}), torch::tensor({2.0F}), GanMode::lsgan)
                       .item<double>(),
                   (4 + 4) / 2.0);
}

TEST(Losses, FeatureMatchingIsTheMeanOverHiddenLayers) {
  const torch::Tensor generated = torch::tensor({1.0F, 2.0F}).requires_grad_();
  const torch::Tensor real = torch::tensor({0.0F, 4.0F}).requires_grad_();
  const torch::Tensor loss =
      feature_matching_loss({generated, torch::tensor({1.0F}), torch::tensor({100.0F})},
                            {real, torch::tensor({0.5F}), torch::tensor({0.0F})});
  EXPECT_DOUBLE_EQ(loss.item<double>(), (1.5 + 0.5) / 2);
  loss.backward();
  EXPECT_TRUE(generated.grad().defined());
  EXPECT_FALSE(real.grad().defined());
}

TEST(Losses, TotalVariationAddsBothDirections) {
  const torch::Tensor picture = torch::tensor({0.0F, 1.0F, 0.0F, 3.0F}).view({1, 1, 2, 2});
  // Down: 0 and 2; across: 1 and 3.
  EXPECT_DOUBLE_EQ(total_variation(picture).item<double>(), 1 + 2);
  EXPECT_EQ(total_variation(torch::full({2, 3, 4, 4}, 0.3F)).item<double>(), 0);
}

TEST(Losses, AreComputedInSinglePrecision) {
  const torch::Tensor coarse = torch::full({4097}, 0.5F, torch::kBFloat16);
  EXPECT_EQ(gan_loss(coarse, true).scalar_type(), torch::kFloat32);
  EXPECT_EQ(tintflow::l1_loss(coarse, coarse).scalar_type(), torch::kFloat32);
}

}  // namespace
}  // namespace tintflow
