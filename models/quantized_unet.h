#pragma once

#include <vector>

#include <torch/torch.h>

#include "models/device.h"
#include "models/folded_unet.h"
#include "models/int8_conv.h"

namespace tintflow {

/// The U-Net in bytes, for CPUs, but for its outermost level, whose few channels are the picture
/// itself. A level's skip and what comes up to it share one quantization, so that joining them only
/// copies. Constant, so any number of threads may share it.
class QuantizedUNet {
 public:
  /// `examples` are drawings as `FoldedUNet::forward` takes them, of the side that those to come
  /// have; bytes reach as far as the numbers that they lead to. Normalization must be by batches:
  /// that of instances scales each picture in its own way.
  QuantizedUNet(const UNetTensors& tensors, const GeneratorOptions& options, const Device& device,
                const torch::Tensor& examples);

  /// As `FoldedUNet::forward`.
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& drawings) const;

 private:
  torch::ScalarType outermost_type_;
  std::vector<FoldedConv> outermost_;
  /// Of the bytes that enter each inner level and leave it as its skip; the first is of the
  /// outermost level's results.
  std::vector<Quantization> quantizations_;
  /// From level 1 inwards.
  std::vector<Int8Conv> encoder_;
  std::vector<Int8Conv> decoder_;
};

}  // namespace tintflow
