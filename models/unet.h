#pragma once

#include <torch/torch.h>

#include "models/conv_norm.h"
#include "stages/palette.h"

namespace tintflow {

/// pix2pix's generator: drawings N x 3 x S x S in [-1, 1] (N x 7 x S x S with hints, see
/// `network_input`) to colored pictures N x 3 x S x S. With a palette its last layer gives a logit
/// for each color of it; "palette" and "palette_shares" are among its buffers.
class UNetImpl : public torch::nn::Module {
 public:
  explicit UNetImpl(const GeneratorOptions& options);

  torch::Tensor forward(const torch::Tensor& drawings) { return paint(decide(drawings)); }

  /// The last layer's results, before they become colors: N x `output_channels` x S x S.
  torch::Tensor decide(const torch::Tensor& drawings);

  /// The colors that `decide` decided for.
  [[nodiscard]] torch::Tensor paint(const torch::Tensor& decided) const;

  /// K x 3, RGB in [-1, 1], zeros until `set_palette`; undefined without a palette.
  [[nodiscard]] const torch::Tensor& palette() const { return palette_; }

  /// `palette` must have K colors.
  void set_palette(const Palette& palette);

 private:
  double dropout_;
  UNetPlan plan_;
  torch::nn::ModuleList encoder_;
  torch::nn::ModuleList decoder_;
  torch::Tensor palette_;
  torch::Tensor palette_shares_;
};
TORCH_MODULE(UNet);

}  // namespace tintflow
