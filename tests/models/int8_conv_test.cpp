#include "models/int8_conv.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

torch::Tensor numbers(const torch::Tensor& bytes, const Quantization& quantization) {
  return (bytes.to(torch::kFloat32) - static_cast<double>(quantization.zero)) * quantization.scale;
}

TEST(Quantization, ReachesFromTheLeastToTheGreatestNumber) {
  const Quantization both = quantization_for(-1, 4.1);
  EXPECT_NEAR(both.scale, 0.02, 1e-9);
  EXPECT_EQ(both.zero, 50);
  const Quantization positive = quantization_for(3, 5.1);
  EXPECT_NEAR(positive.scale, 0.02, 1e-9);
  EXPECT_EQ(positive.zero, 0) << "0 is always among the numbers";
}

TEST(Quantization, OfZerosAloneHasAScale) {
  const Quantization nothing = quantization_for(0, 0);
  EXPECT_GT(nothing.scale, 0);
  EXPECT_EQ(quantize(torch::zeros(1), nothing).item<int>(), nothing.zero);
}

TEST(Quantization, RoundsToTheNearestByteAndClampsTheRest) {
  const torch::Tensor bytes =
      quantize(torch::tensor({-3.0, -1.0, 0.0, 0.009, 0.011, 4.1, 9.0}), {0.02, 50});
  EXPECT_TRUE(torch::equal(bytes, torch::tensor({0, 0, 50, 50, 51, 255, 255}, torch::kUInt8)));
}

struct Layer {
  Quantization input = quantization_for(-1, 2);
  torch::Tensor weight;
  torch::Tensor bias;
  torch::Tensor bytes;
};

/// The greatest bytes and weights that there are, of equal sign, where 16 bits could overflow.
Layer extreme_layer() {
  torch::manual_seed(3);
  Layer layer;
  layer.weight =
      torch::ones({8, 32, 4, 4}) * torch::tensor({1.0, -1.0}).repeat(4).view({8, 1, 1, 1});
  layer.bias = torch::randn(8);
  layer.bytes = torch::randint(200, 256, {2, 32, 12, 12}, torch::kUInt8)
                    .contiguous(torch::MemoryFormat::ChannelsLast);
  return layer;
}

Layer random_layer() {
  torch::manual_seed(4);
  Layer layer;
  layer.bytes = torch::randint(0, 256, {2, 16, 12, 12}, torch::kUInt8)
                    .contiguous(torch::MemoryFormat::ChannelsLast);
  // Whole steps of the weights' scale, so that rounding them changes nothing.
  layer.weight = torch::randint(-63, 64, {8, 16, 4, 4}, torch::kFloat32);
  layer.weight.select(1, 0).fill_(63);
  layer.weight = layer.weight * torch::rand({8, 1, 1, 1});
  layer.bias = torch::randn(8);
  return layer;
}

TEST(Int8Conv, ComputesWhatTheNumbersGive) {
  const c10::InferenceMode inference;
  for (const Layer& layer : {extreme_layer(), random_layer()}) {
    const Int8Conv convolution(layer.weight, layer.bias, {.stride = 2, .padding = 1, .side = 12},
                               layer.input, std::nullopt, /*relu=*/false);
    const torch::Tensor expected =
        torch::conv2d(numbers(layer.bytes, layer.input), layer.weight, layer.bias, 2, 1);
    const torch::Tensor result = convolution.forward(layer.bytes);
    EXPECT_EQ(result.scalar_type(), torch::kFloat32);
    EXPECT_LT(((result - expected).abs() / (1 + expected.abs())).max().item<double>(), 1e-4);
  }
}

TEST(Int8Conv, ResultsAreTheNearestBytes) {
  const c10::InferenceMode inference;
  const Layer layer = random_layer();
  const torch::Tensor expected =
      torch::conv2d(numbers(layer.bytes, layer.input), layer.weight, layer.bias, 2, 1);
  const Quantization output =
      quantization_for(expected.min().item<double>(), expected.max().item<double>());
  const Int8Conv convolution(layer.weight, layer.bias, {.stride = 2, .padding = 1, .side = 12},
                             layer.input, output, /*relu=*/false);
  const torch::Tensor difference = numbers(convolution.forward(layer.bytes), output) - expected;
  EXPECT_LT(difference.abs().max().item<double>(), 0.51 * output.scale);
}

TEST(Int8Conv, ReluLeavesNothingBelowZero) {
  const c10::InferenceMode inference;
  const Layer layer = extreme_layer();
  const Quantization output = quantization_for(-1, 10);
  const Int8Conv convolution(layer.weight, {}, {.stride = 1, .padding = 0, .side = 12}, layer.input,
                             output,
                             /*relu=*/true);
  const torch::Tensor bytes = convolution.forward(layer.bytes);
  EXPECT_EQ(bytes.min().item<int>(), output.zero);
  EXPECT_EQ(bytes.max().item<int>(), 255);
}

TEST(Int8Conv, AChannelOfZerosIsItsBias) {
  const c10::InferenceMode inference;
  Layer layer = random_layer();
  layer.weight[3].zero_();
  const Int8Conv convolution(layer.weight, layer.bias, {.stride = 2, .padding = 1, .side = 12},
                             layer.input, std::nullopt, /*relu=*/false);
  const torch::Tensor channel = convolution.forward(layer.bytes).select(1, 3);
  EXPECT_TRUE(torch::equal(channel, layer.bias[3].expand_as(channel)));
}

}  // namespace
}  // namespace tintflow
