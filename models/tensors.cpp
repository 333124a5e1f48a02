#include "models/tensors.h"

#include <ATen/autocast_mode.h>

#include "models/options.h"

namespace tintflow {

torch::Device torch_device(const Device& device) {
  if (!device.cuda) return torch::kCPU;
  return {torch::kCUDA, static_cast<torch::DeviceIndex>(device.index)};
}

torch::ScalarType compute_type(const Device& device) {
  return device.bf16 ? torch::kBFloat16 : torch::kFloat32;
}

torch::Tensor wrap_pictures(const float* pixels, int count, int side) {
  // LibTorch has no constant tensors; nothing writes through this one.
  return torch::from_blob(const_cast<float*>(pixels), {count, side, side, picture_channels})
      .permute({0, 3, 1, 2});
}

void copy_pictures(const torch::Tensor& pictures, float* pixels) {
  wrap_pictures(pixels, static_cast<int>(pictures.size(0)), static_cast<int>(pictures.size(2)))
      .copy_(pictures);
}

AutocastScope::AutocastScope(const Device& device)
    : device_type_(torch_device(device).type()),
      was_enabled_(at::autocast::is_autocast_enabled(device_type_)) {
  at::autocast::set_autocast_dtype(device_type_, torch::kBFloat16);
  at::autocast::set_autocast_enabled(device_type_, device.bf16);
  at::autocast::increment_nesting();
}

AutocastScope::~AutocastScope() {
  if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
  at::autocast::set_autocast_enabled(device_type_, was_enabled_);
}

}  // namespace tintflow
