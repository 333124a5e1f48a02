#include <gtest/gtest.h>

#include "models/folded_unet.h"
#include "models/unet.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

/// UnetSkipConnectionBlock of https://github.com/junyanz/pytorch-CycleGAN-and-pix2pix, layer by
/// layer, with the activations in place that change what its skip connection carries.
class OriginalUNet {
 public:
  OriginalUNet(const UNet& network, int levels) : levels_(levels) {
    for (const auto& [name, tensor] : state_of(*network)) tensors_[name] = tensor.detach();
  }

  torch::Tensor forward(torch::Tensor input) const { return block(std::move(input), 0); }

 private:
  torch::Tensor block(torch::Tensor x, int level) const {
    const bool outermost = level == 0;
    const bool innermost = level == levels_ - 1;
    const std::string down = "encoder." + std::to_string(level);
    const std::string up = "decoder." + std::to_string(level);
    torch::Tensor y = outermost ? x : torch::leaky_relu_(x, 0.2);
    y = torch::conv2d(y, tensors_.at(down + ".weight"), {}, 2, 1);
    if (!outermost && !innermost) y = norm(y, down);
    if (!innermost) y = block(y, level + 1);
    y = torch::relu_(y);
    y = torch::conv_transpose2d(y, tensors_.at(up + ".weight"),
                                outermost ? tensors_.at(up + ".bias") : torch::Tensor(), 2, 1);
    if (outermost) return torch::tanh(y);
    return torch::cat({x, norm(y, up)}, 1);
  }

  [[nodiscard]] torch::Tensor norm(const torch::Tensor& x, const std::string& name) const {
    return torch::batch_norm(x, tensors_.at(name + ".norm_weight"),
                             tensors_.at(name + ".norm_bias"), tensors_.at(name + ".running_mean"),
                             tensors_.at(name + ".running_var"), /*training=*/false, 0.1, 1e-5,
                             false);
  }

  int levels_;
  std::map<std::string, torch::Tensor> tensors_;
};

TEST(ImportedUNet, ColorsAsTheOriginalDoes) {
  const GeneratorOptions options = tiny_generator();
  const UNet network(options);
  disturb(*network, 17);
  const c10::InferenceMode inference;
  const torch::Tensor drawings = torch::rand({2, 3, 64, 64}) * 2 - 1;
  const torch::Tensor expected = OriginalUNet(network, options.levels).forward(drawings.clone());
  ASSERT_GT(expected.std().item<double>(), 0.05) << "colors that say nothing";
  const FoldedUNet imported(load_layers(file_of(*network, options), options), options, {}, 256);
  const torch::Tensor colors =
      imported.forward(drawings.contiguous(torch::MemoryFormat::ChannelsLast));
  EXPECT_LT((colors - expected).abs().max().item<double>(), 1e-3);
}

}  // namespace
}  // namespace tintflow
