#include "models/folded_unet.h"

#include "models/conv_norm.h"
#include "models/tensors.h"
#include "models/weights.h"

namespace tintflow {
namespace {

/// Tensors of one `ConvNorm`, in fp32; those that its plan leaves out are undefined.
struct ConvTensors {
  torch::Tensor weight;
  torch::Tensor bias;
  torch::Tensor norm_weight;
  torch::Tensor norm_bias;
  torch::Tensor running_mean;
  torch::Tensor running_var;
};

/// Room for one layer's tensors. Their names, as `ConvNorm` registers them, go to `all`.
ConvTensors allocate(const ConvPlan& plan, Norm norm, bool transposed, NamedTensors& all) {
  const auto add = [&](const char* name, torch::IntArrayRef shape) {
    return all.emplace_back(plan.name + "." + name, torch::empty(shape)).second;
  };
  ConvTensors tensors;
  tensors.weight = add("weight", {transposed ? plan.inputs : plan.outputs,
                                  transposed ? plan.outputs : plan.inputs, 4, 4});
  if (plan.bias) tensors.bias = add("bias", plan.outputs);
  if (plan.norm && norm == Norm::batch) {
    tensors.norm_weight = add("norm_weight", plan.outputs);
    tensors.norm_bias = add("norm_bias", plan.outputs);
    tensors.running_mean = add("running_mean", plan.outputs);
    tensors.running_var = add("running_var", plan.outputs);
  }
  return tensors;
}

std::vector<ConvTensors> allocate(const std::vector<ConvPlan>& plans, Norm norm, bool transposed,
                                  NamedTensors& all) {
  std::vector<ConvTensors> layers;
  for (const ConvPlan& plan : plans) layers.push_back(allocate(plan, norm, transposed, all));
  return layers;
}

/// Batch normalization with fixed statistics is a scale and a shift of each output channel, which
/// the convolution before it can do by itself.
void fold_norm(ConvTensors& layer, bool transposed) {
  if (!layer.norm_weight.defined()) return;
  const torch::Tensor scale = layer.norm_weight / (layer.running_var + norm_epsilon).sqrt();
  layer.weight *= transposed ? scale.view({1, -1, 1, 1}) : scale.view({-1, 1, 1, 1});
  const torch::Tensor mean =
      layer.bias.defined() ? layer.running_mean - layer.bias : layer.running_mean;
  layer.bias = layer.norm_bias - mean * scale;
}

}  // namespace

FoldedUNet::FoldedUNet(const TensorFile& model, const GeneratorOptions& options,
                       const Device& device)
    : device_(torch_device(device)), type_(compute_type(device)) {
  const c10::InferenceMode inference;
  const UNetPlan plan = plan_unet(options);
  NamedTensors all;
  std::vector<ConvTensors> encoder = allocate(plan.encoder, options.norm, false, all);
  std::vector<ConvTensors> decoder = allocate(plan.decoder, options.norm, true, all);
  load(model, all);

  const auto fold = [&](const ConvPlan& conv, ConvTensors& tensors, bool transposed) {
    fold_norm(tensors, transposed);
    Layer layer;
    layer.weight = tensors.weight.to(device_, type_).contiguous(torch::MemoryFormat::ChannelsLast);
    if (tensors.bias.defined()) layer.bias = tensors.bias.to(device_, type_);
    layer.instance_norm = conv.norm && options.norm == Norm::instance;
    return layer;
  };
  for (std::size_t level = 0; level < encoder.size(); ++level) {
    encoder_.push_back(fold(plan.encoder[level], encoder[level], false));
    decoder_.push_back(fold(plan.decoder[level], decoder[level], true));
  }
}

torch::Tensor FoldedUNet::forward(const torch::Tensor& drawings) const {
  const auto normalize = [](const torch::Tensor& features, const Layer& layer) {
    if (!layer.instance_norm) return features;
    return torch::instance_norm(features, {}, {}, {}, {}, /*use_input_stats=*/true, norm_momentum,
                                norm_epsilon, /*cudnn_enabled=*/true);
  };
  std::vector<torch::Tensor> skips;
  torch::Tensor features = drawings.to(device_, type_);
  for (std::size_t level = 0; level < encoder_.size(); ++level) {
    const Layer& layer = encoder_[level];
    if (level > 0) features = torch::leaky_relu_(features, 0.2);
    features = torch::conv2d(features, layer.weight, layer.bias, /*stride=*/2, /*padding=*/1);
    features = normalize(features, layer);
    skips.push_back(features);
  }
  for (std::size_t level = decoder_.size(); level-- > 0;) {
    const Layer& layer = decoder_[level];
    if (level + 1 < decoder_.size()) features = torch::cat({skips[level], features}, 1);
    features = torch::conv_transpose2d(torch::relu_(features), layer.weight, layer.bias,
                                       /*stride=*/2, /*padding=*/1);
    features = normalize(features, layer);
  }
  return torch::tanh_(features);
}

}  // namespace tintflow
