#include "models/class_loss.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

constexpr int side = 8;

/// White and black.
torch::Tensor palette() { return torch::tensor({{1.0F, 1.0F, 1.0F}, {-1.0F, -1.0F, -1.0F}}); }

/// One picture: its upper half is region 1 and nearly white, its lower half region 2 and dark.
struct Case {
  torch::Tensor truth = torch::full({1, 3, side, side}, 0.8F);
  torch::Tensor regions = torch::ones({1, side, side}, torch::kInt32);

  Case() {
    truth.slice(2, side / 2).fill_(-0.3F);
    regions.slice(1, side / 2).fill_(2);
  }
};

/// Logits by which the upper half is white with this one, and so the lower half black.
torch::Tensor right_by(float logit) {
  const torch::Tensor logits = torch::zeros({1, 2, side, side});
  logits.select(1, 0).slice(1, 0, side / 2).fill_(logit);
  logits.select(1, 1).slice(1, side / 2).fill_(logit);
  return logits;
}

double loss_of(const torch::Tensor& logits, const Case& data) {
  torch::manual_seed(1);
  return class_loss(logits, palette(), data.truth, data.regions, 2).item<double>();
}

TEST(ClassLoss, IsTheCrossEntropyOfTheNearestColors) {
  const Case data;
  EXPECT_NEAR(loss_of(right_by(0), data), std::log(2.0), 1e-6);
  EXPECT_NEAR(loss_of(right_by(2), data), std::log(1 + std::exp(-2.0)), 1e-6);
  EXPECT_NEAR(loss_of(right_by(-2), data), std::log(1 + std::exp(2.0)), 1e-6);
}

TEST(ClassLoss, EachPixelHasAColorOfItsOwn) {
  Case data;
  // A dark row in a region that is light on the whole.
  data.truth.slice(2, 0, 1).fill_(-1);
  torch::Tensor logits = right_by(100);
  EXPECT_GT(loss_of(logits, data), 1);
  logits.select(1, 0).slice(1, 0, 1).fill_(0);
  logits.select(1, 1).slice(1, 0, 1).fill_(100);
  EXPECT_NEAR(loss_of(logits, data), 0, 1e-6);
}

TEST(ClassLoss, ARegionWeighsAsTheRootOfItsArea) {
  // 60 pixels that are wrong by log 2, 4 that are not: the root of 15 to 1.
  Case data;
  data.regions.fill_(1);
  data.regions.slice(1, 0, 1).slice(2, 0, 4).fill_(2);
  data.truth.fill_(1);
  torch::Tensor logits = torch::zeros({1, 2, side, side});
  logits.select(1, 0).slice(1, 0, 1).slice(2, 0, 4).fill_(100);
  const double share = std::sqrt(15.0) / (std::sqrt(15.0) + 1);
  torch::manual_seed(1);
  const double loss =
      class_loss(logits, palette(), data.truth, data.regions, 2, 1'000'000).item<double>();
  EXPECT_NEAR(loss, share * std::log(2.0), 0.002);
}

TEST(ClassLoss, GradientsAskForTheRightColor) {
  const Case data;
  const torch::Tensor logits = torch::zeros({1, 2, side, side}).requires_grad_();
  class_loss(logits, palette(), data.truth, data.regions, 2).backward();
  EXPECT_LT(logits.grad()[0][0][0].max().item<double>(), 0) << "more white above";
  EXPECT_GT(logits.grad()[0][0][side - 1].min().item<double>(), 0) << "less below";
}

TEST(ClassLoss, ADrawingMayHaveNoRegions) {
  Case data;
  data.regions.zero_();
  torch::manual_seed(1);
  const torch::Tensor loss = class_loss(right_by(2), palette(), data.truth, data.regions, 0);
  EXPECT_NEAR(loss.item<double>(), std::log(1 + std::exp(-2.0)), 1e-6);
}

}  // namespace
}  // namespace tintflow
