#include "models/folded_unet.h"

#include "models/tensors.h"
#include "models/weights.h"

namespace tintflow {
namespace {

std::vector<ConvTensors> allocate_all(const std::vector<ConvPlan>& plans, Norm norm,
                                      bool transposed, NamedTensors& all) {
  std::vector<ConvTensors> layers;
  for (const ConvPlan& plan : plans) layers.push_back(allocate(plan, norm, transposed, all));
  return layers;
}

}  // namespace

FoldedUNet::FoldedUNet(const TensorFile& model, const GeneratorOptions& options,
                       const Device& device)
    : device_(torch_device(device)), type_(compute_type(device)) {
  const c10::InferenceMode inference;
  const UNetPlan plan = plan_unet(options);
  NamedTensors all;
  const auto encoder = allocate_all(plan.encoder, options.norm, false, all);
  const auto decoder = allocate_all(plan.decoder, options.norm, true, all);
  load(model, all);

  for (std::size_t level = 0; level < encoder.size(); ++level) {
    const bool innermost = level + 1 == encoder.size();
    encoder_.emplace_back(plan.encoder[level], options.norm, false,
                          innermost ? Activation::relu : Activation::leaky_relu, encoder[level],
                          device_, type_);
    decoder_.emplace_back(plan.decoder[level], options.norm, true,
                          level == 0 ? Activation::tanh : Activation::relu, decoder[level], device_,
                          type_);
  }
}

torch::Tensor FoldedUNet::forward(const torch::Tensor& drawings) const {
  std::vector<torch::Tensor> skips;
  torch::Tensor features = drawings.to(device_, type_);
  for (const FoldedConv& layer : encoder_) {
    features = layer.forward(features);
    skips.push_back(features);
  }
  for (std::size_t level = decoder_.size(); level-- > 0;) {
    const bool innermost = level + 1 == decoder_.size();
    if (!innermost) features = torch::cat({torch::relu_(skips[level]), features}, 1);
    features = decoder_[level].forward(features);
  }
  return features;
}

}  // namespace tintflow
