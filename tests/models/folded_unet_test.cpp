#include "models/folded_unet.h"

#include <gmock/gmock.h>

#include "io/errors.h"
#include "models/unet.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

torch::Tensor drawings(int channels = 3) {
  torch::manual_seed(11);
  return (torch::rand({3, channels, 64, 64}) * 2 - 1).contiguous(torch::MemoryFormat::ChannelsLast);
}

double largest_difference(const torch::Tensor& a, const torch::Tensor& b) {
  return (a.to(torch::kFloat32) - b.to(torch::kFloat32)).abs().max().item<double>();
}

void expect_equal_to_unfolded(const GeneratorOptions& options) {
  UNet network(options);
  disturb(*network, 12);
  network->eval();
  const c10::InferenceMode inference;
  const torch::Tensor input = drawings(input_channels(options));
  const torch::Tensor results = network->decide(input);
  const torch::Tensor expected = options.palette > 0 ? results : network->paint(results);
  ASSERT_GT(expected.std().item<double>(), 0.05) << "colors that say nothing";
  const FoldedUNet folded(load_layers(file_of(*network, options), options), options, {}, 64);
  EXPECT_LT(largest_difference(folded.forward(input), expected), 1e-4);
}

TEST(FoldedUNet, EqualsTheUnfoldedNetwork) {
  for (const Norm norm : {Norm::batch, Norm::instance}) {
    GeneratorOptions options = tiny_generator(0.5);
    options.norm = norm;
    expect_equal_to_unfolded(options);
    options.upsample = Upsample::resize;
    expect_equal_to_unfolded(options);
    options.hints = true;
    expect_equal_to_unfolded(options);
    options.palette = 5;
    expect_equal_to_unfolded(options);
  }
}

TEST(FoldedUNet, Bf16StaysCloseToFp32) {
  if (!cpu_computes_bf16()) return;  // `choose_device` refuses it there.
  UNet network(tiny_generator());
  disturb(*network, 12);
  const UNetTensors tensors = load_layers(file_of(*network, tiny_generator()), tiny_generator());
  const c10::InferenceMode inference;
  const torch::Tensor exact = FoldedUNet(tensors, tiny_generator(), {}, 64).forward(drawings());
  const torch::Tensor rounded =
      FoldedUNet(tensors, tiny_generator(), {.bf16 = true}, 64).forward(drawings());
  EXPECT_EQ(rounded.scalar_type(), torch::kBFloat16);
  EXPECT_LT((rounded.to(torch::kFloat32) - exact).abs().mean().item<double>(), 0.01);
}

TEST(FoldedUNet, RangesAreThoseOfEachLayersResults) {
  UNet network(tiny_generator());
  disturb(*network, 12);
  const FoldedUNet folded(load_layers(file_of(*network, tiny_generator()), tiny_generator()),
                          tiny_generator(), {}, 64);
  const c10::InferenceMode inference;
  const UNetRanges ranges = folded.ranges(drawings());
  const torch::Tensor colors = folded.forward(drawings());
  ASSERT_EQ(ranges.encoder.size(), 6U);
  ASSERT_EQ(ranges.decoder.size(), 6U);
  EXPECT_FLOAT_EQ(ranges.decoder[0].least, colors.min().item<float>());
  EXPECT_FLOAT_EQ(ranges.decoder[0].greatest, colors.max().item<float>());
  EXPECT_LT(ranges.encoder[0].least, 0) << "leaky";
  EXPECT_EQ(ranges.encoder[5].least, 0) << "no longer leaky at the innermost level";
  EXPECT_EQ(ranges.decoder[1].least, 0);
}

TEST(FoldedUNet, DoesNotWriteIntoItsInput) {
  const UNet network(tiny_generator());
  const FoldedUNet folded(load_layers(file_of(*network, tiny_generator()), tiny_generator()),
                          tiny_generator(), {}, 64);
  const c10::InferenceMode inference;
  const torch::Tensor input = drawings();
  (void)folded.forward(input);
  EXPECT_TRUE(torch::equal(input, drawings()));
}

TEST(FoldedUNet, WeightsOfAnotherWidthAreRefused) {
  const UNet network(tiny_generator());
  GeneratorOptions wider = tiny_generator();
  wider.ngf = 8;
  EXPECT_THAT([&] { (void)load_layers(file_of(*network, wider), wider); },
              ThrowsMessage<WeightsError>(
                  HasSubstr("tensor \"encoder.0.weight\" has shape [4, 3, 4, 4] where the network "
                            "needs [8, 3, 4, 4]")));
}

}  // namespace
}  // namespace tintflow
