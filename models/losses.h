#pragma once

#include <vector>

#include <torch/torch.h>

#include "models/trainer.h"

namespace tintflow {

/// How far logits are from "real" (1) or "generated" (0), a mean in fp32: sigmoid cross-entropy
/// (Goodfellow et al., 2014), or with `lsgan` the squared distance (Mao et al., "Least Squares
/// Generative Adversarial Networks", 2017, equation 9).
[[nodiscard]] torch::Tensor gan_loss(const torch::Tensor& logits, bool real,
                                     GanMode mode = GanMode::vanilla);

/// Mean of the losses on real and on generated pictures, which halves the discriminator's pace
/// against the generator's, as pix2pix does.
[[nodiscard]] torch::Tensor discriminator_loss(const torch::Tensor& real_logits,
                                               const torch::Tensor& generated_logits,
                                               GanMode mode = GanMode::vanilla);

/// Mean absolute difference, in fp32.
[[nodiscard]] torch::Tensor l1_loss(const torch::Tensor& generated, const torch::Tensor& truth);

/// Mean over the hidden layers of the mean absolute difference between what the discriminator makes
/// of generated and of real pictures (Wang et al., "High-Resolution Image Synthesis and Semantic
/// Manipulation with Conditional GANs", 2018, section 3.2). Both lists end with the logits, which
/// do not count; gradients go to the generated ones alone.
[[nodiscard]] torch::Tensor feature_matching_loss(const std::vector<torch::Tensor>& generated,
                                                  const std::vector<torch::Tensor>& real);

/// Mean absolute difference between vertical and between horizontal neighbors of N x C x H x W
/// pictures, summed: anisotropic total variation (Rudin, Osher and Fatemi, 1992), in fp32.
[[nodiscard]] torch::Tensor total_variation(const torch::Tensor& pictures);

}  // namespace tintflow
