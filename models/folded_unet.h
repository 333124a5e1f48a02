#pragma once

#include <vector>

#include <torch/torch.h>

#include "models/device.h"
#include "models/folded_conv.h"
#include "models/safetensors.h"

namespace tintflow {

/// The U-Net as inference runs it. Constant, so any number of threads may share it.
class FoldedUNet {
 public:
  /// Throws `WeightsError` where `model` does not hold exactly the tensors that `options` ask for.
  FoldedUNet(const TensorFile& model, const GeneratorOptions& options, const Device& device);

  /// Channels-last input, see `network_input`, in any type and on any device, to colored
  /// pictures in the device's precision. Call it in inference mode.
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& drawings) const;

 private:
  torch::Device device_;
  torch::ScalarType type_;
  std::vector<FoldedConv> encoder_;
  std::vector<FoldedConv> decoder_;
};

}  // namespace tintflow
