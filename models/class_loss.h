#pragma once

#include <torch/torch.h>

namespace tintflow {

/// Cross-entropy of a palette's logits (N x K x S x S) where the right class of a pixel is the
/// color of the palette (K x 3) next to its own. Unlike a distance of colors, it does not pay for
/// the mean of what is likely (Zhang, Isola and Efros, "Colorful Image Colorization", 2016).
///
/// It is the mean over pixels drawn at random by LibTorch's generator of the CPU, on average
/// `points` of each picture, so that a region weighs as in `RegionLosses`, and all that is outside
/// as one more of them: of all pixels it would take as long as the network itself. Gradients go to
/// the logits alone.
///
/// `truth`: N x 3 x S x S. `regions`, `count`: as for `region_losses`.
[[nodiscard]] torch::Tensor class_loss(const torch::Tensor& logits, const torch::Tensor& palette,
                                       const torch::Tensor& truth, const torch::Tensor& regions,
                                       std::int64_t count, std::int64_t points = 4096);

}  // namespace tintflow
