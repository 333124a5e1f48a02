#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <torch/torch.h>

namespace tintflow {

/// One random change of each picture of a batch before the discriminator judges it, through which
/// gradients flow (Zhao et al., "Differentiable Augmentation for Data-Efficient GAN Training",
/// 2020): brightness, saturation and contrast, a shift by up to an eighth of the side, and a gray
/// square of half the side cut out. Applied to drawing and color alike, on real and on generated
/// pictures, so that the discriminator learns nothing from it.
class DiffAugment {
 public:
  /// Draws the change of `count` pictures from LibTorch's default generator.
  DiffAugment(std::int64_t count, std::int64_t side, const torch::Device& device);

  /// N x 3 x S x S pictures in [-1, 1], changed and in the same type.
  [[nodiscard]] torch::Tensor operator()(const torch::Tensor& pictures) const;

 private:
  /// All N x 1 x 1 x 1.
  torch::Tensor brightness_;
  torch::Tensor saturation_;
  torch::Tensor contrast_;
  /// Rows and columns that each picture moves by.
  std::vector<std::pair<std::int64_t, std::int64_t>> shifts_;
  /// N x 1 x S x S, 0 in the square.
  torch::Tensor kept_;
};

}  // namespace tintflow
