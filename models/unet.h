#pragma once

#include <torch/torch.h>

#include "models/conv_norm.h"

namespace tintflow {

/// pix2pix's generator: drawings N x 3 x S x S in [-1, 1] (N x 7 x S x S with hints, see
/// `network_input`) to colored pictures N x 3 x S x S.
class UNetImpl : public torch::nn::Module {
 public:
  explicit UNetImpl(const GeneratorOptions& options);

  torch::Tensor forward(const torch::Tensor& drawings);

 private:
  double dropout_;
  UNetPlan plan_;
  torch::nn::ModuleList encoder_;
  torch::nn::ModuleList decoder_;
};
TORCH_MODULE(UNet);

}  // namespace tintflow
