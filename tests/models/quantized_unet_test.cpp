#include "models/quantized_unet.h"

#include <gtest/gtest.h>

#include "models/calibration_drawings.h"
#include "models/default_model.h"
#include "models/engine.h"
#include "models/unet.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

constexpr int side = 64;

UNetTensors disturbed_layers(const GeneratorOptions& options) {
  UNet network(options);
  disturb(*network, 12);
  return load_layers(file_of(*network, options), options);
}

double mean_difference(const torch::Tensor& a, const torch::Tensor& b) {
  return (a.to(torch::kFloat32) - b.to(torch::kFloat32)).abs().mean().item<double>();
}

void expect_close_to_unquantized(const GeneratorOptions& options) {
  const UNetTensors model = disturbed_layers(options);
  const torch::Tensor drawings = calibration_drawings(options, side);
  const QuantizedUNet quantized(model, options, {.int8 = true}, drawings);
  const c10::InferenceMode inference;
  const torch::Tensor exact = FoldedUNet(model, options, {}, side).forward(drawings);
  ASSERT_GT(exact.std().item<double>(), 0.05) << "colors that say nothing";
  const torch::Tensor result = quantized.forward(drawings);
  ASSERT_EQ(result.sizes(), exact.sizes());
  // A misplaced pixel or channel costs as much as the colors vary.
  EXPECT_LT(mean_difference(result, exact), 0.1 * exact.std().item<double>());
}

TEST(QuantizedUNet, StaysCloseToTheUnquantized) {
  GeneratorOptions options = tiny_generator(0.5);
  expect_close_to_unquantized(options);
  options.upsample = Upsample::resize;
  expect_close_to_unquantized(options);
  options.hints = true;
  expect_close_to_unquantized(options);
  options.palette = 5;
  expect_close_to_unquantized(options);
}

TEST(QuantizedUNet, TheDefaultModelsChancesLoseLessThanFiveLevelsOf8Bits) {
  if (default_model_bytes().empty()) return;
  constexpr int default_side = 256;
  TensorFile file = load_model("default");
  // A decided choice between two colors that are as likely turns over by the smallest difference.
  file.metadata["temperature"] = "1";
  file.metadata["bandwidth"] = "0";
  torch::Tensor drawings = calibration_drawings(describe_model(file).generator, default_side);
  drawings = drawings.slice(1, 0, 3).permute({0, 2, 3, 1}).contiguous();
  Batch batch;
  batch.side = default_side;
  batch.samples.resize(static_cast<std::size_t>(drawings.size(0)));
  const float* pixels = drawings.const_data_ptr<float>();
  batch.input = std::make_shared<std::vector<float>>(pixels, pixels + drawings.numel());
  const auto painted = [&](const Device& device) {
    torch::Tensor output = torch::empty_like(drawings);
    make_engine(file, device, default_side)->generate(batch, output.mutable_data_ptr<float>());
    return output;
  };
  EXPECT_LT(mean_difference(painted({.int8 = true}), painted({})), 5 / 127.5);
}

TEST(QuantizedUNet, TheOutermostLevelMayBeBf16) {
  if (!cpu_computes_bf16()) return;  // `choose_device` refuses it there.
  const UNetTensors model = disturbed_layers(tiny_generator());
  const torch::Tensor drawings = calibration_drawings(tiny_generator(), side);
  const QuantizedUNet quantized(model, tiny_generator(), {.bf16 = true, .int8 = true}, drawings);
  const c10::InferenceMode inference;
  const torch::Tensor result = quantized.forward(drawings);
  EXPECT_EQ(result.scalar_type(), torch::kBFloat16);
  EXPECT_LT(
      mean_difference(result, FoldedUNet(model, tiny_generator(), {}, side).forward(drawings)),
      0.02);
}

TEST(QuantizedUNet, ALayerWithoutAnyResultsIsNone) {
  UNet network(tiny_generator());
  disturb(*network, 12);
  {
    const torch::NoGradGuard no_grad;
    for (const auto& [name, tensor] : state_of(*network)) {
      if (name.starts_with("encoder.5.")) tensor.detach().zero_();
    }
  }
  const UNetTensors model = load_layers(file_of(*network, tiny_generator()), tiny_generator());
  const torch::Tensor drawings = calibration_drawings(tiny_generator(), side);
  const QuantizedUNet quantized(model, tiny_generator(), {.int8 = true}, drawings);
  const c10::InferenceMode inference;
  const torch::Tensor exact = FoldedUNet(model, tiny_generator(), {}, side).forward(drawings);
  EXPECT_LT(mean_difference(quantized.forward(drawings), exact), 0.1 * exact.std().item<double>());
}

TEST(QuantizedUNet, DoesNotWriteIntoItsInput) {
  const UNetTensors model = disturbed_layers(tiny_generator());
  const torch::Tensor drawings = calibration_drawings(tiny_generator(), side);
  const QuantizedUNet quantized(model, tiny_generator(), {.int8 = true}, drawings);
  const c10::InferenceMode inference;
  const torch::Tensor input = drawings.clone();
  (void)quantized.forward(input);
  EXPECT_TRUE(torch::equal(input, drawings));
}

}  // namespace
}  // namespace tintflow
