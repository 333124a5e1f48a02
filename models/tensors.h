#pragma once

#include <torch/torch.h>

#include "models/device.h"

namespace tintflow {

/// LibTorch's name for a device.
[[nodiscard]] torch::Device torch_device(const Device& device);

/// The type that activations have on a device.
[[nodiscard]] torch::ScalarType compute_type(const Device& device);

/// Pictures of a batch buffer (count x side x side x 3) as a channels-last N x 3 x S x S tensor
/// that shares the buffer's memory.
[[nodiscard]] torch::Tensor wrap_pictures(const float* pixels, int count, int side);

/// Copies N x 3 x S x S pictures of any type and device into a batch buffer.
void copy_pictures(const torch::Tensor& pictures, float* pixels);

/// While it lives, convolutions of this thread run in the device's precision. Converted weights are
/// kept until the scope ends, so weights must not change within it.
class AutocastScope {
 public:
  explicit AutocastScope(const Device& device);
  ~AutocastScope();
  AutocastScope(const AutocastScope&) = delete;
  AutocastScope& operator=(const AutocastScope&) = delete;

 private:
  torch::DeviceType device_type_;
  bool was_enabled_;
};

}  // namespace tintflow
