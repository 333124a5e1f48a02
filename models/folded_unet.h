#pragma once

#include <vector>

#include <torch/torch.h>

#include "models/device.h"
#include "models/layer_plan.h"
#include "models/safetensors.h"

namespace tintflow {

/// The U-Net as inference runs it: batch normalization folded into the convolutions, weights in the
/// device's precision. Constant, so any number of threads may share it.
class FoldedUNet {
 public:
  /// Throws `WeightsError` where `model` does not hold exactly the tensors that `options` ask for.
  FoldedUNet(const TensorFile& model, const GeneratorOptions& options, const Device& device);

  /// Channels-last drawings N x 3 x S x S in [-1, 1], in any type and on any device, to colored
  /// pictures in the device's precision. Call it in inference mode.
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& drawings) const;

 private:
  struct Layer {
    torch::Tensor weight;
    torch::Tensor bias;
    /// Normalizes each picture by itself, which cannot be folded.
    bool instance_norm = false;
  };

  torch::Device device_;
  torch::ScalarType type_;
  std::vector<Layer> encoder_;
  std::vector<Layer> decoder_;
};

}  // namespace tintflow
