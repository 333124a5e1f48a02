#include "models/unet.h"

namespace tintflow {

UNetImpl::UNetImpl(const GeneratorOptions& options)
    : dropout_(options.dropout), plan_(plan_unet(options)) {
  for (const ConvPlan& plan : plan_.encoder) {
    encoder_->push_back(ConvNorm(plan, options.norm, ConvNormImpl::Direction::down));
  }
  for (const ConvPlan& plan : plan_.decoder) {
    decoder_->push_back(ConvNorm(plan, options.norm, ConvNormImpl::Direction::up));
  }
  register_module("encoder", encoder_);
  register_module("decoder", decoder_);
}

torch::Tensor UNetImpl::forward(const torch::Tensor& drawings) {
  // Activations work in place. A skip connection thus carries leaky_relu(x) instead of x, which is
  // the same to the decoder: relu(leaky_relu(x)) = relu(x).
  std::vector<torch::Tensor> skips;
  torch::Tensor features = drawings;
  for (std::size_t level = 0; level < plan_.encoder.size(); ++level) {
    if (level > 0) features = torch::leaky_relu_(features, 0.2);
    features = encoder_->at<ConvNormImpl>(level).forward(features);
    skips.push_back(features);
  }
  features = torch::relu_(features);
  for (std::size_t level = plan_.decoder.size(); level-- > 0;) {
    const bool innermost = level + 1 == plan_.decoder.size();
    // The activation comes before the concatenation, because gradients leave it densely packed:
    // LibTorch's batch normalization is slow on the slices that a concatenation would hand back.
    if (!innermost) features = torch::cat({torch::relu(skips[level]), features}, 1);
    features = decoder_->at<ConvNormImpl>(level).forward(features);
    if (plan_.decoder[level].dropout) features = torch::dropout(features, dropout_, is_training());
    if (level > 0) features = torch::relu_(features);
  }
  return torch::tanh(features);
}

}  // namespace tintflow
