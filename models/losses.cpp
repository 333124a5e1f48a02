#include "models/losses.h"

namespace tintflow {

torch::Tensor gan_loss(const torch::Tensor& logits, bool real, GanMode mode) {
  const torch::Tensor precise = logits.to(torch::kFloat32);
  const torch::Tensor goal = real ? torch::ones_like(precise) : torch::zeros_like(precise);
  return mode == GanMode::lsgan ? torch::mse_loss(precise, goal)
                                : torch::binary_cross_entropy_with_logits(precise, goal);
}

torch::Tensor discriminator_loss(const torch::Tensor& real_logits,
                                 const torch::Tensor& generated_logits, GanMode mode) {
  return (gan_loss(real_logits, true, mode) + gan_loss(generated_logits, false, mode)) / 2;
}

torch::Tensor l1_loss(const torch::Tensor& generated, const torch::Tensor& truth) {
  return torch::l1_loss(generated.to(torch::kFloat32), truth.to(torch::kFloat32));
}

torch::Tensor feature_matching_loss(const std::vector<torch::Tensor>& generated,
                                    const std::vector<torch::Tensor>& real) {
  const std::size_t hidden = generated.size() - 1;
  torch::Tensor sum = tintflow::l1_loss(generated[0], real[0].detach());
  for (std::size_t layer = 1; layer < hidden; ++layer) {
    sum = sum + tintflow::l1_loss(generated[layer], real[layer].detach());
  }
  return sum / static_cast<double>(hidden);
}

torch::Tensor total_variation(const torch::Tensor& pictures) {
  const torch::Tensor precise = pictures.to(torch::kFloat32);
  return torch::diff(precise, 1, 2).abs().mean() + torch::diff(precise, 1, 3).abs().mean();
}

}  // namespace tintflow
