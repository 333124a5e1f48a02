#include "models/folded_unet.h"

#include <iterator>

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

UNetTensors load_layers(const TensorFile& model, const GeneratorOptions& options) {
  const c10::InferenceMode inference;
  const UNetPlan plan = plan_unet(options);
  NamedTensors all;
  UNetTensors tensors{allocate_all(plan.encoder, options.norm, false, all),
                      allocate_all(plan.decoder, options.norm, true, all),
                      {},
                      {}};
  if (options.palette > 0) {
    tensors.palette = torch::empty({options.palette, picture_channels});
    tensors.palette_shares = torch::empty(options.palette);
    all.emplace_back("palette", tensors.palette);
    all.emplace_back("palette_shares", tensors.palette_shares);
  }
  load(model, all);
  return tensors;
}

FoldedUNet::FoldedUNet(const UNetTensors& tensors, const GeneratorOptions& options,
                       const Device& device, int side)
    : device_(torch_device(device)), type_(compute_type(device)) {
  const c10::InferenceMode inference;
  const UNetPlan plan = plan_unet(options, side);
  for (std::size_t level = 0; level < plan.encoder.size(); ++level) {
    const bool innermost = level + 1 == plan.encoder.size();
    encoder_.emplace_back(plan.encoder[level], options.norm, false,
                          innermost ? Activation::relu : Activation::leaky_relu,
                          tensors.encoder[level], device_, type_);
    decoder_.emplace_back(plan.decoder[level], options.norm, true,
                          level == 0 ? outermost_activation(options) : Activation::relu,
                          tensors.decoder[level], device_, type_);
  }
}

template <class See>
torch::Tensor FoldedUNet::run(const torch::Tensor& drawings, const See& see) const {
  std::vector<torch::Tensor> skips;
  torch::Tensor features = drawings.to(device_, type_);
  for (const FoldedConv& layer : encoder_) {
    features = layer.forward(features);
    see(features);
    skips.push_back(features);
  }
  for (std::size_t level = decoder_.size(); level-- > 0;) {
    const bool innermost = level + 1 == decoder_.size();
    if (!innermost) features = torch::cat({torch::relu_(skips[level]), features}, 1);
    features = decoder_[level].forward(features);
    see(features);
  }
  return features;
}

torch::Tensor FoldedUNet::forward(const torch::Tensor& drawings) const {
  return run(drawings, [](const torch::Tensor&) {});
}

UNetRanges FoldedUNet::ranges(const torch::Tensor& drawings) const {
  std::vector<ValueRange> seen;
  (void)run(drawings, [&](const torch::Tensor& features) {
    seen.push_back({features.min().item<double>(), features.max().item<double>()});
  });
  const auto innermost = seen.begin() + static_cast<std::ptrdiff_t>(encoder_.size());
  return {{seen.begin(), innermost}, {seen.rbegin(), std::make_reverse_iterator(innermost)}};
}

}  // namespace tintflow
