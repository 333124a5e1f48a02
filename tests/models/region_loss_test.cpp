#include "models/region_loss.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// A picture of one row of pixels and one channel.
torch::Tensor row(std::initializer_list<float> values) {
  return torch::tensor(std::vector<float>(values))
      .view({1, 1, 1, static_cast<std::int64_t>(values.size())});
}

torch::Tensor labels(const std::vector<std::int32_t>& values) {
  return torch::tensor(values, torch::kInt32)
      .view({1, 1, static_cast<std::int64_t>(values.size())});
}

TEST(RegionLosses, AWrongHueIsTheMeansDifference) {
  const RegionLosses losses = region_losses(row({0.5, 0.5, 0.5, 0.5}), labels({1, 1, 1, 1}), 1);
  EXPECT_FLOAT_EQ(losses.color.item<float>(), 0.5);
  EXPECT_FLOAT_EQ(losses.flat.item<float>(), 0);
}

TEST(RegionLosses, BlotchesAroundTheRightMeanAreTheDeviation) {
  const RegionLosses losses = region_losses(row({0.3, -0.3, 0.3, -0.3}), labels({1, 1, 1, 1}), 1);
  EXPECT_NEAR(losses.color.item<float>(), 0, 1e-7);
  EXPECT_FLOAT_EQ(losses.flat.item<float>(), 0.3);
}

TEST(RegionLosses, ARegionWeighsAsTheRootOfItsArea) {
  // 9 pixels that are right, 1 that is not: 3 to 1.
  const RegionLosses losses = region_losses(row({0, 0, 0, 0, 0, 0, 0, 0, 0, 0.8}),
                                            labels({1, 1, 1, 1, 1, 1, 1, 1, 1, 2}), 2);
  EXPECT_FLOAT_EQ(losses.color.item<float>(), 0.8 / 4);
  EXPECT_FLOAT_EQ(losses.flat.item<float>(), 0);
}

TEST(RegionLosses, DeviationsWeighAsTheirRegions) {
  const RegionLosses losses = region_losses(row({0, 0, 0, 0, 0, 0, 0, 0, 0, 0.2, -0.2, 0.2, -0.2}),
                                            labels({1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2}), 2);
  EXPECT_NEAR(losses.flat.item<float>(), 0.2 * 2 / (3 + 2), 1e-6);
}

TEST(RegionLosses, WhatIsOutsideOfRegionsDoesNotCount) {
  const RegionLosses losses = region_losses(row({9, -9, 0.5, 0.5}), labels({0, 0, 1, 1}), 1);
  EXPECT_FLOAT_EQ(losses.color.item<float>(), 0.5);
  EXPECT_FLOAT_EQ(losses.flat.item<float>(), 0);
}

TEST(RegionLosses, ADrawingWithoutRegionsLosesNothing) {
  const torch::Tensor difference = row({1, 2}).requires_grad_();
  const RegionLosses losses = region_losses(difference, labels({0, 0}), 0);
  EXPECT_EQ(losses.color.item<float>(), 0);
  EXPECT_EQ(losses.flat.item<float>(), 0);
  (losses.color + losses.flat).backward();
  EXPECT_EQ(difference.grad().abs().max().item<float>(), 0);
}

TEST(RegionLosses, NumbersThatNoPixelHasChangeNothing) {
  // As where a batch is computed in parts.
  const RegionLosses losses = region_losses(row({0.5, 0.5}), labels({3, 3}), 7);
  EXPECT_FLOAT_EQ(losses.color.item<float>(), 0.5);
}

/// The same by loops over regions.
std::pair<double, double> by_definition(const torch::Tensor& difference,
                                        const torch::Tensor& regions, int count) {
  double color = 0;
  double flat = 0;
  double weights = 0;
  const torch::Tensor pixels = difference.permute({0, 2, 3, 1});
  for (int label = 1; label <= count; ++label) {
    const torch::Tensor inside = pixels.index({regions == label});
    const double weight = std::sqrt(static_cast<double>(inside.size(0)));
    const torch::Tensor mean = inside.mean(0);
    color += weight * mean.abs().mean().item<double>();
    flat += weight * (inside - mean).abs().mean().item<double>();
    weights += weight;
  }
  return {color / weights, flat / weights};
}

TEST(RegionLosses, AreWhatTheyAreDefinedAsForColorPicturesInAnyLayout) {
  torch::manual_seed(5);
  const torch::Tensor difference = torch::randn({2, 3, 8, 8});
  const torch::Tensor regions = torch::randint(0, 5, {2, 8, 8}, torch::kInt32);
  const auto [color, flat] = by_definition(difference, regions, 4);
  for (const auto layout : {torch::MemoryFormat::Contiguous, torch::MemoryFormat::ChannelsLast}) {
    const RegionLosses losses = region_losses(difference.contiguous(layout), regions, 4);
    EXPECT_NEAR(losses.color.item<double>(), color, 1e-5);
    EXPECT_NEAR(losses.flat.item<double>(), flat, 1e-5);
  }
}

TEST(RegionLosses, GradientsAreTheSlopes) {
  torch::manual_seed(6);
  const torch::Tensor difference = torch::randn({1, 3, 4, 4}).requires_grad_();
  const torch::Tensor regions = torch::randint(0, 3, {1, 4, 4}, torch::kInt32);
  const auto loss = [&](const torch::Tensor& at) {
    const RegionLosses losses = region_losses(at, regions, 2);
    return 2 * losses.color + 3 * losses.flat;
  };
  loss(difference).backward();
  const torch::NoGradGuard no_grad;
  constexpr double step = 1e-3;
  for (int channel = 0; channel < 3; ++channel) {
    torch::Tensor ahead = difference.clone();
    torch::Tensor behind = difference.clone();
    ahead[0][channel][1][2] += step;
    behind[0][channel][1][2] -= step;
    EXPECT_NEAR(difference.grad()[0][channel][1][2].item<double>(),
                (loss(ahead) - loss(behind)).item<double>() / (2 * step), 1e-3);
  }
}

}  // namespace
}  // namespace tintflow
