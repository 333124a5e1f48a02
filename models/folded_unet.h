#pragma once

#include <vector>

#include <torch/torch.h>

#include "models/device.h"
#include "models/folded_conv.h"
#include "models/safetensors.h"

namespace tintflow {

/// Tensors of every layer, outermost level first.
struct UNetTensors {
  std::vector<ConvTensors> encoder;
  std::vector<ConvTensors> decoder;
  /// See `UNetImpl`; undefined where the network has none.
  torch::Tensor palette;
  torch::Tensor palette_shares;
};

/// Throws `WeightsError` where `model` does not hold exactly the tensors that `options` ask for.
[[nodiscard]] UNetTensors load_layers(const TensorFile& model, const GeneratorOptions& options);

/// The least and the greatest number among a layer's results.
struct ValueRange {
  double least = 0;
  double greatest = 0;
};

/// Of every layer, outermost level first, after its activation.
struct UNetRanges {
  std::vector<ValueRange> encoder;
  std::vector<ValueRange> decoder;
};

/// The U-Net as inference runs it. Constant, so any number of threads may share it.
class FoldedUNet {
 public:
  /// `side` is that of the drawings that it gets as a rule, pixels.
  FoldedUNet(const UNetTensors& tensors, const GeneratorOptions& options, const Device& device,
             int side);

  /// Channels-last input, see `network_input`, in any type and on any device, to colored
  /// pictures, or with a palette to its logits, in the device's precision. Call it in inference
  /// mode.
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& drawings) const;

  /// What numbers appear on the way of these drawings, which are as for `forward`.
  [[nodiscard]] UNetRanges ranges(const torch::Tensor& drawings) const;

 private:
  /// Calls `see(results)` for each layer in the order of computation.
  template <class See>
  torch::Tensor run(const torch::Tensor& drawings, const See& see) const;

  torch::Device device_;
  torch::ScalarType type_;
  std::vector<FoldedConv> encoder_;
  std::vector<FoldedConv> decoder_;
};

}  // namespace tintflow
