#include "models/adversary.h"

#include "models/losses.h"
#include "models/tensors.h"

namespace tintflow {
namespace {

PatchGan make_network(const DiscriminatorOptions& options, const Device& device) {
  PatchGan network(options);
  network->to(torch_device(device));
  return network;
}

}  // namespace

Adversary::Adversary(const DiscriminatorOptions& discriminator, const TrainerOptions& options)
    : options_(options),
      network_(make_network(discriminator, options.device)),
      adam_(*network_, {options.learning_rate, options.beta1, options.beta2}) {}

void Adversary::begin_step() {
  adam_.clear_gradients();
  network_->iterate_spectral_norms();
}

torch::Tensor Adversary::learn(const torch::Tensor& drawings, const torch::Tensor& colors,
                               const torch::Tensor& generated, double share) {
  if (options_.diff_augment) {
    change_.emplace(drawings.size(0), drawings.size(2), drawings.device());
  }
  set_requires_grad(true);
  const torch::Tensor loss =
      discriminator_loss(judge(drawings, colors).back(), judge(drawings, generated.detach()).back(),
                         options_.gan_mode);
  (share * loss).backward();
  return loss.detach();
}

void Adversary::update() { adam_.step(); }

Adversary::Criticism Adversary::criticize(const torch::Tensor& drawings,
                                          const torch::Tensor& colors,
                                          const torch::Tensor& generated) {
  // Gradients pass through the discriminator on their way, but its own are not needed.
  set_requires_grad(false);
  const std::vector<torch::Tensor> features = judge(drawings, generated);
  Criticism criticism;
  criticism.gan = gan_loss(features.back(), true, options_.gan_mode);
  if (options_.lambda_feature > 0) {
    criticism.features = feature_matching_loss(features, judge(drawings, colors));
  }
  return criticism;
}

torch::Tensor Adversary::seen(const torch::Tensor& pictures) const {
  return change_ ? (*change_)(pictures) : pictures;
}

std::vector<torch::Tensor> Adversary::judge(const torch::Tensor& drawings,
                                            const torch::Tensor& colors) {
  const AutocastScope autocast(options_.device);
  return network_->features(seen(drawings), seen(colors));
}

void Adversary::set_requires_grad(bool required) {
  for (torch::Tensor& parameter : network_->parameters()) parameter.set_requires_grad(required);
}

}  // namespace tintflow
