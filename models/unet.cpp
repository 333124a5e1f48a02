#include "models/unet.h"

#include "models/mix_palette.h"

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
  if (options.palette > 0) {
    palette_ = register_buffer("palette", torch::zeros({options.palette, picture_channels}));
    palette_shares_ = register_buffer("palette_shares", torch::ones(options.palette));
  }
}

torch::Tensor UNetImpl::decide(const torch::Tensor& drawings) {
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
  return features;
}

void UNetImpl::set_palette(const Palette& palette) {
  const torch::NoGradGuard no_grad;
  palette_.copy_(torch::tensor(c10::ArrayRef<float>(palette.colors.front().val,
                                                    palette.colors.size() * picture_channels))
                     .view({-1, picture_channels}));
  palette_shares_.copy_(torch::tensor(palette.shares));
}

torch::Tensor UNetImpl::paint(const torch::Tensor& decided) const {
  return palette_.defined() ? mix_palette(decided, palette_) : torch::tanh(decided);
}

}  // namespace tintflow
