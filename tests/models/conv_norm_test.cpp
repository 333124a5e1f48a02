#include "models/conv_norm.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

ConvPlan wide_plan() {
  ConvPlan plan;
  plan.name = "layer";
  plan.inputs = 32;
  plan.outputs = 64;
  plan.bias = true;
  plan.norm = true;
  return plan;
}

TEST(ConvNorm, StartsAsPix2PixDoes) {
  torch::manual_seed(1);
  const ConvNorm layer(wide_plan(), Norm::batch, ConvNormImpl::Direction::down);
  const auto tensors = layer->named_parameters();
  const torch::Tensor weight = tensors["weight"];
  // 32,768 draws: the standard error of the mean is 1.1e-4, of the deviation 0.8e-4.
  EXPECT_NEAR(weight.mean().item<double>(), 0, 5e-4);
  EXPECT_NEAR(weight.std().item<double>(), 0.02, 4e-4);
  EXPECT_EQ(tensors["bias"].abs().max().item<double>(), 0);
  EXPECT_NEAR(tensors["norm_weight"].mean().item<double>(), 1, 0.0125);
  EXPECT_EQ(tensors["norm_bias"].abs().max().item<double>(), 0);
}

TEST(ConvNorm, DownHalvesAndUpDoublesTheSide) {
  ConvPlan plan = wide_plan();
  ConvNorm down(plan, Norm::batch, ConvNormImpl::Direction::down);
  ConvNorm up(plan, Norm::batch, ConvNormImpl::Direction::up);
  const torch::Tensor input = torch::zeros({2, 32, 8, 8});
  EXPECT_EQ(down->forward(input).sizes(), (torch::IntArrayRef{2, 64, 4, 4}));
  EXPECT_EQ(up->forward(input).sizes(), (torch::IntArrayRef{2, 64, 16, 16}));
}

TEST(ConvNorm, ResizingLeavesNoGridInAnEvenPicture) {
  const torch::Tensor even = torch::ones({1, 32, 8, 8});
  const auto unevenness = [&](bool resize) {
    torch::manual_seed(2);
    ConvPlan plan = wide_plan();
    plan.norm = false;
    plan.resize = resize;
    ConvNorm up(plan, Norm::batch, ConvNormImpl::Direction::up);
    const torch::Tensor output = up->forward(even);
    EXPECT_EQ(output.sizes(), (torch::IntArrayRef{1, 64, 16, 16}));
    return output.slice(2, 1, 15).slice(3, 1, 15).std({2, 3}).max().item<double>();
  };
  EXPECT_LT(unevenness(true), 1e-5);
  EXPECT_GT(unevenness(false), 1e-2);
}

/// The largest singular value of a layer's effective weight: what a 1 x 1 picture's 4 x 4
/// surroundings are multiplied by at most.
double largest_singular_value(const torch::Tensor& weight) {
  return torch::linalg_matrix_norm(weight.flatten(1), 2).item<double>();
}

TEST(ConvNorm, SpectralNormMakesTheLargestSingularValueOne) {
  torch::manual_seed(4);
  ConvPlan plan = wide_plan();
  plan.norm = false;
  plan.bias = false;
  plan.spectral_norm = true;
  ConvNorm layer(plan, Norm::batch, ConvNormImpl::Direction::down);
  const torch::NoGradGuard no_grad;
  for (int iteration = 0; iteration < 200; ++iteration) layer->iterate_spectral_norm();
  // Linear without a bias: each output is a row of the effective weight times the 4 x 4 input.
  torch::Tensor effective = torch::zeros({64, 32, 4, 4});
  for (int row = 0; row < 4; ++row) {
    for (int column = 0; column < 4; ++column) {
      torch::Tensor inputs = torch::zeros({32, 32, 8, 8});
      for (int channel = 0; channel < 32; ++channel) {
        inputs[channel][channel][1 + row][1 + column] = 1;
      }
      effective.index_put_({torch::indexing::Slice(), torch::indexing::Slice(), row, column},
                           layer->forward(inputs).select(2, 1).select(2, 1).t());
    }
  }
  EXPECT_LT(largest_singular_value(layer->named_parameters()["weight"]), 0.7);
  EXPECT_NEAR(largest_singular_value(effective), 1, 1e-3);
}

TEST(ConvNorm, SpectralNormChangesByIterationOnly) {
  ConvPlan plan = wide_plan();
  plan.norm = false;
  plan.spectral_norm = true;
  ConvNorm layer(plan, Norm::batch, ConvNormImpl::Direction::down);
  const torch::Tensor input = torch::rand({1, 32, 8, 8});
  const torch::Tensor before = layer->forward(input);
  EXPECT_TRUE(torch::equal(layer->forward(input), before));
  layer->iterate_spectral_norm();
  EXPECT_FALSE(torch::equal(layer->forward(input), before));
}

TEST(ConvNorm, KeepsChannelsLast) {
  ConvNorm layer(wide_plan(), Norm::batch, ConvNormImpl::Direction::down);
  const torch::Tensor input =
      torch::rand({2, 32, 8, 8}).contiguous(torch::MemoryFormat::ChannelsLast);
  EXPECT_TRUE(layer->forward(input).is_contiguous(torch::MemoryFormat::ChannelsLast));
}

TEST(ConvNorm, TrainingNormalizesEachChannelOfTheBatch) {
  ConvNorm layer(wide_plan(), Norm::batch, ConvNormImpl::Direction::down);
  const torch::NoGradGuard no_grad;
  layer->named_parameters()["norm_weight"].fill_(3);
  layer->named_parameters()["norm_bias"].fill_(5);
  const torch::Tensor output = layer->forward(torch::rand({4, 32, 32, 32}));
  EXPECT_LT((output.mean({0, 2, 3}) - 5).abs().max().item<double>(), 1e-3);
  EXPECT_LT((output.std({0, 2, 3}) - 3).abs().max().item<double>(), 0.02);
}

TEST(ConvNorm, EvaluationUsesRunningStatisticsOnly) {
  ConvNorm layer(wide_plan(), Norm::batch, ConvNormImpl::Direction::down);
  const torch::Tensor input = torch::rand({4, 32, 8, 8});
  layer->forward(input);
  layer->eval();
  const torch::Tensor mean_before = layer->named_buffers()["running_mean"].clone();
  const torch::Tensor together = layer->forward(input);
  const torch::Tensor alone = layer->forward(input.slice(0, 0, 1));
  EXPECT_TRUE(torch::allclose(together.slice(0, 0, 1), alone, 1e-4, 1e-5));
  EXPECT_TRUE(torch::equal(layer->named_buffers()["running_mean"], mean_before));
}

TEST(ConvNorm, InstanceNormalizationTreatsPicturesAlone) {
  ConvNorm layer(wide_plan(), Norm::instance, ConvNormImpl::Direction::down);
  EXPECT_EQ(layer->named_parameters().size(), 2U);
  EXPECT_EQ(layer->named_buffers().size(), 0U);
  const torch::Tensor input = torch::rand({4, 32, 8, 8});
  EXPECT_TRUE(torch::allclose(layer->forward(input).slice(0, 0, 1),
                              layer->forward(input.slice(0, 0, 1)), 1e-4, 1e-4));
}

}  // namespace
}  // namespace tintflow
