#pragma once

#include <torch/torch.h>

namespace tintflow {

/// Sigmoid cross-entropy of logits against "real" (1) or "generated" (0), a mean in fp32.
[[nodiscard]] torch::Tensor gan_loss(const torch::Tensor& logits, bool real);

/// Mean of the losses on real and on generated pictures, which halves the discriminator's pace
/// against the generator's, as pix2pix does.
[[nodiscard]] torch::Tensor discriminator_loss(const torch::Tensor& real_logits,
                                               const torch::Tensor& generated_logits);

/// Mean absolute difference, in fp32.
[[nodiscard]] torch::Tensor l1_loss(const torch::Tensor& generated, const torch::Tensor& truth);

}  // namespace tintflow
