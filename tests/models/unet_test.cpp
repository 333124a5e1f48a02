#include "models/unet.h"

#include <gtest/gtest.h>

#include "models/layer_table.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

std::int64_t trainable_numbers(const torch::nn::Module& network) {
  std::int64_t count = 0;
  for (const torch::Tensor& parameter : network.parameters()) count += parameter.numel();
  return count;
}

TEST(UNet, ColorsPicturesOfTheirSize) {
  UNet network(tiny_generator());
  const torch::Tensor output = network->forward(torch::rand({2, 3, 64, 128}) * 2 - 1);
  EXPECT_EQ(output.sizes(), (torch::IntArrayRef{2, 3, 64, 128}));
  EXPECT_LE(output.abs().max().item<double>(), 1);
}

TEST(UNet, PaperPresetHas54413955TrainableParameters) {
  EXPECT_EQ(trainable_numbers(*UNet(preset_named("paper").generator)), 54'413'955);
}

TEST(UNet, HasWhatTheLayerTableSays) {
  for (const Norm norm : {Norm::batch, Norm::instance}) {
    GeneratorOptions options = tiny_generator();
    options.norm = norm;
    options.upsample = norm == Norm::batch ? Upsample::transposed : Upsample::resize;
    options.hints = norm == Norm::batch;
    const UNet network(options);
    std::int64_t parameters = 0;
    std::int64_t trainable = 0;
    for (const LayerRow& row : describe_generator(options, 64)) {
      parameters += row.parameters;
      trainable += row.trainable;
    }
    std::int64_t stored = 0;
    for (const auto& [name, tensor] : state_of(*network)) stored += tensor.numel();
    EXPECT_EQ(stored, parameters);
    EXPECT_EQ(trainable_numbers(*network), trainable);
  }
}

TEST(UNet, DoesNotWriteIntoItsInput) {
  UNet network(tiny_generator());
  const torch::Tensor drawings = torch::rand({1, 3, 64, 64}) * 2 - 1;
  const torch::Tensor before = drawings.clone();
  network->forward(drawings);
  EXPECT_TRUE(torch::equal(drawings, before));
}

TEST(UNet, SkipConnectionsCarryDetailPastTheBottleneck) {
  UNet network(tiny_generator());
  disturb(*network, 3);
  network->eval();
  const torch::NoGradGuard no_grad;
  // Nothing comes back from the inside, so that all difference comes through the outermost skip.
  network->named_parameters()["decoder.1.norm_weight"].zero_();
  const torch::Tensor drawings = torch::rand({1, 3, 64, 64}) * 2 - 1;
  torch::Tensor changed = drawings.clone();
  changed.index_put_({0, 0, 40, 40}, 5);
  const torch::Tensor difference =
      (network->forward(drawings) - network->forward(changed)).abs().amax({0, 1});
  EXPECT_GT(difference[40][40].item<double>(), 1e-3);
  EXPECT_EQ(difference[8][8].item<double>(), 0);
}

TEST(UNet, DropoutActsWhileTrainingOnly) {
  UNet network(tiny_generator(0.5));
  disturb(*network, 4);
  const torch::Tensor drawings = torch::rand({2, 3, 64, 64}) * 2 - 1;
  EXPECT_FALSE(torch::equal(network->forward(drawings), network->forward(drawings)));
  network->eval();
  EXPECT_TRUE(torch::equal(network->forward(drawings), network->forward(drawings)));
}

TEST(UNet, EveryParameterLearns) {
  UNet network(tiny_generator());
  network->forward(torch::rand({2, 3, 64, 64}) * 2 - 1).square().mean().backward();
  for (const auto& item : network->named_parameters()) {
    ASSERT_TRUE(item.value().grad().defined()) << item.key();
    EXPECT_GT(item.value().grad().abs().max().item<double>(), 0) << item.key();
  }
}

}  // namespace
}  // namespace tintflow
