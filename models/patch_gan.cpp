#include "models/patch_gan.h"

namespace tintflow {

PatchGanImpl::PatchGanImpl(const DiscriminatorOptions& options) {
  for (const ConvPlan& plan : plan_patch_gan(options)) {
    layers_->push_back(ConvNorm(plan, options.norm, ConvNormImpl::Direction::down));
  }
  register_module("layers", layers_);
}

torch::Tensor PatchGanImpl::forward(const torch::Tensor& drawings, const torch::Tensor& colors) {
  torch::Tensor features = torch::cat({drawings, colors}, 1);
  for (std::size_t index = 0; index < layers_->size(); ++index) {
    if (index > 0) features = torch::leaky_relu_(features, 0.2);
    features = layers_->at<ConvNormImpl>(index).forward(features);
  }
  return features;
}

}  // namespace tintflow
