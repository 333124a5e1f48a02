#include "models/losses.h"

namespace tintflow {

torch::Tensor gan_loss(const torch::Tensor& logits, bool real) {
  const torch::Tensor precise = logits.to(torch::kFloat32);
  return torch::binary_cross_entropy_with_logits(
      precise, real ? torch::ones_like(precise) : torch::zeros_like(precise));
}

torch::Tensor discriminator_loss(const torch::Tensor& real_logits,
                                 const torch::Tensor& generated_logits) {
  return (gan_loss(real_logits, true) + gan_loss(generated_logits, false)) / 2;
}

torch::Tensor l1_loss(const torch::Tensor& generated, const torch::Tensor& truth) {
  return torch::l1_loss(generated.to(torch::kFloat32), truth.to(torch::kFloat32));
}

}  // namespace tintflow
