#pragma once

#include <torch/torch.h>

#include "models/color_choice.h"

namespace tintflow {

/// The mean of a palette's colors (K x 3, RGB in [-1, 1]), weighted by the softmax of the logits
/// that they have: N x K x S x S to N x 3 x S x S, in the logits' type.
[[nodiscard]] torch::Tensor mix_palette(const torch::Tensor& logits, const torch::Tensor& palette);

/// Makes an output layer choose so, by its weight (of any shape) and its bias (K), where the colors
/// have these shares (K).
void fold_choice(const ColorChoice& choice, const torch::Tensor& shares, torch::Tensor& weight,
                 torch::Tensor& bias);

}  // namespace tintflow
