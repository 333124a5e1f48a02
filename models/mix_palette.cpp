#include "models/mix_palette.h"

namespace tintflow {

torch::Tensor mix_palette(const torch::Tensor& logits, const torch::Tensor& palette) {
  // Channels last, where LibTorch's softmax and matrix product need no copies.
  const torch::Tensor shares = torch::softmax(logits.permute({0, 2, 3, 1}), 3);
  return torch::matmul(shares, palette.to(shares.scalar_type())).permute({0, 3, 1, 2});
}

void fold_choice(const ColorChoice& choice, const torch::Tensor& shares, torch::Tensor& weight,
                 torch::Tensor& bias) {
  weight = weight / choice.temperature;
  bias = (bias - choice.vivid * shares.log()) / choice.temperature;
}

}  // namespace tintflow
