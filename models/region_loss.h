#pragma once

#include <torch/torch.h>

namespace tintflow {

/// Closed regions of a batch of pictures.
struct RegionMeans {
  /// Pixels of each region, fp32; [0] is outside of all.
  torch::Tensor areas;
  /// Mean color of each, areas x C.
  torch::Tensor colors;
};

/// `pictures`: N x C x S x S in fp32. `regions`: N x S x S numbers, int32, 0 for pixels that belong
/// to none; `count`: the largest of them.
[[nodiscard]] RegionMeans region_means(const torch::Tensor& pictures, const torch::Tensor& regions,
                                       std::int64_t count);

/// How closed regions of drawings differ from their true colors, in [-1, 1] units. A region weighs
/// as the square root of its area: more than by its pixels, so that eyes and buttons count beside
/// the paper, and less than every region alike, so that specks do not decide.
struct RegionLosses {
  /// Mean over regions of the absolute difference between their mean colors: a wrong hue.
  torch::Tensor color;
  /// Mean over regions of the mean absolute difference between a pixel's deviation from its
  /// region's mean color and the true pixel's: blotches where the truth is flat, and nothing where
  /// both have the same shading, whatever the hue.
  torch::Tensor flat;
};

/// `difference`: generated less true pictures, N x 3 x S x S in fp32. Both losses need no more,
/// since means and deviations are linear. `regions`, `count`: as above.
[[nodiscard]] RegionLosses region_losses(const torch::Tensor& difference,
                                         const torch::Tensor& regions, std::int64_t count);

}  // namespace tintflow
