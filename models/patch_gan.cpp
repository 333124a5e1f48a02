#include "models/patch_gan.h"

namespace tintflow {

PatchGanImpl::PatchGanImpl(const DiscriminatorOptions& options) {
  for (const ConvPlan& plan : plan_patch_gan(options)) {
    layers_->push_back(ConvNorm(plan, options.norm, ConvNormImpl::Direction::down));
  }
  register_module("layers", layers_);
}

torch::Tensor PatchGanImpl::forward(const torch::Tensor& drawings, const torch::Tensor& colors) {
  return features(drawings, colors).back();
}

std::vector<torch::Tensor> PatchGanImpl::features(const torch::Tensor& drawings,
                                                  const torch::Tensor& colors) {
  std::vector<torch::Tensor> all;
  torch::Tensor features = torch::cat({drawings, colors}, 1);
  for (std::size_t index = 0; index < layers_->size(); ++index) {
    // In place, so that the layer before gives what is activated.
    if (index > 0) features = torch::leaky_relu_(features, 0.2);
    features = layers_->at<ConvNormImpl>(index).forward(features);
    all.push_back(features);
  }
  return all;
}

void PatchGanImpl::iterate_spectral_norms() {
  for (std::size_t index = 0; index < layers_->size(); ++index) {
    layers_->at<ConvNormImpl>(index).iterate_spectral_norm();
  }
}

}  // namespace tintflow
