#include "models/folded_conv.h"

#include <array>
#include <utility>

#include <ATen/core/dispatch/Dispatcher.h>

#include "models/conv_norm.h"
#include "models/resize_kernel.h"

namespace tintflow {
namespace {

constexpr double leaky_slope = 0.2;
/// oneDNN fills vectors of 16 floats with output channels. A transposed convolution to fewer wastes
/// them; its sub-pixel form has four times as many channels.
constexpr int vector_channels = 16;
constexpr std::array<std::int64_t, 2> stride = {2, 2};
constexpr std::array<std::int64_t, 2> sub_pixel_stride = {1, 1};
constexpr std::array<std::int64_t, 2> padding = {1, 1};
constexpr std::array<std::int64_t, 2> output_padding = {0, 0};
constexpr std::array<std::int64_t, 2> dilation = {1, 1};
constexpr std::int64_t groups = 1;

// LibTorch's operators over oneDNN that TorchInductor compiles networks to. They have no C++
// functions, so they are called by their names in the dispatcher.
using Sizes = at::IntArrayRef;
using Scalars = c10::List<std::optional<at::Scalar>>;
using PackConv = torch::Tensor(const torch::Tensor&, Sizes padding, Sizes stride, Sizes dilation,
                               std::int64_t groups, at::OptionalIntArrayRef input_size);
using PackTransposed = torch::Tensor(const torch::Tensor&, Sizes padding, Sizes output_padding,
                                     Sizes stride, Sizes dilation, std::int64_t groups,
                                     at::OptionalIntArrayRef input_size);
using RunConv = torch::Tensor(const torch::Tensor& input, const torch::Tensor& weight,
                              const std::optional<torch::Tensor>& bias, Sizes padding, Sizes stride,
                              Sizes dilation, std::int64_t groups, std::string_view activation,
                              Scalars scalars, std::optional<std::string_view> algorithm);
using RunTransposed = torch::Tensor(const torch::Tensor& input, const torch::Tensor& weight,
                                    const std::optional<torch::Tensor>& bias, Sizes padding,
                                    Sizes output_padding, Sizes stride, Sizes dilation,
                                    std::int64_t groups, std::string_view activation,
                                    Scalars scalars, std::optional<std::string_view> algorithm);

template <class Signature>
auto operator_named(const char* name) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, "").typed<Signature>();
}

/// Without the size of its input oneDNN may pick an order that it then leaves again in every call:
/// a tenth of a second for the inner levels on processors without AVX-512.
torch::Tensor pack(const torch::Tensor& weight, bool transposed, Sizes conv_stride,
                   std::int64_t side) {
  const std::array<std::int64_t, 4> input_size = {1, weight.size(transposed ? 0 : 1), side, side};
  if (transposed) {
    static const auto run =
        operator_named<PackTransposed>("mkldnn::_reorder_convolution_transpose_weight");
    return run.call(weight, padding, output_padding, stride, dilation, groups, input_size);
  }
  static const auto run = operator_named<PackConv>("mkldnn::_reorder_convolution_weight");
  return run.call(weight, padding, conv_stride, dilation, groups, input_size);
}

/// Batch normalization with fixed statistics is a scale and a shift of each output channel, which
/// the convolution before it can do by itself.
void fold_norm(ConvTensors& layer, bool transposed) {
  if (!layer.norm_weight.defined()) return;
  const torch::Tensor scale = layer.norm_weight / (layer.running_var + norm_epsilon).sqrt();
  layer.weight = layer.weight * scale.view(transposed ? torch::IntArrayRef{1, -1, 1, 1}
                                                      : torch::IntArrayRef{-1, 1, 1, 1});
  const torch::Tensor mean =
      layer.bias.defined() ? layer.running_mean - layer.bias : layer.running_mean;
  layer.bias = layer.norm_bias - mean * scale;
}

torch::Tensor activate(torch::Tensor features, Activation activation) {
  switch (activation) {
    case Activation::none:
      return features;
    case Activation::relu:
      return torch::relu_(features);
    case Activation::leaky_relu:
      return torch::leaky_relu_(features, leaky_slope);
    case Activation::tanh:
      return torch::tanh_(features);
  }
  return features;
}

/// The operators' name of an activation that they compute on the way.
std::string_view fused_name(Activation activation) {
  switch (activation) {
    case Activation::none:
      return "none";
    case Activation::relu:
      return "relu";
    case Activation::leaky_relu:
      return "leaky_relu";
    case Activation::tanh:
      return "tanh";
  }
  return "none";
}

}  // namespace

Activation outermost_activation(const GeneratorOptions& options) {
  return options.palette > 0 ? Activation::none : Activation::tanh;
}

FoldedWeights fold(const ConvPlan& plan, ConvTensors tensors, bool transposed) {
  if (plan.resize) tensors.weight = as_transposed_kernel(tensors.weight);
  fold_norm(tensors, transposed);
  return {tensors.weight, tensors.bias};
}

FoldedWeights as_sub_pixels(const FoldedWeights& transposed) {
  const std::int64_t inputs = transposed.weight.size(0);
  const std::int64_t outputs = transposed.weight.size(1);
  // A stride of 2 gives an output row only every other row of the 4 x 4 kernel, and so for columns:
  // a 2 x 2 kernel for each of four neighboring outputs.
  const torch::Tensor weight = transposed.weight.view({inputs, outputs, 2, 2, 2, 2})
                                   .flip({2, 4})
                                   .permute({1, 3, 5, 0, 2, 4})
                                   .reshape({4 * outputs, inputs, 2, 2});
  return {weight,
          transposed.bias.defined() ? transposed.bias.repeat_interleave(4) : torch::Tensor()};
}

ConvTensors allocate(const ConvPlan& plan, Norm norm, bool transposed, NamedTensors& all) {
  const auto add = [&](const char* name, torch::IntArrayRef shape) {
    return all.emplace_back(plan.name + "." + name, torch::empty(shape)).second;
  };
  ConvTensors tensors;
  const int side = plan.resize ? 3 : 4;
  tensors.weight = add("weight", {transposed ? plan.inputs : plan.outputs,
                                  transposed ? plan.outputs : plan.inputs, side, side});
  if (plan.bias) tensors.bias = add("bias", plan.outputs);
  if (plan.norm && norm == Norm::batch) {
    tensors.norm_weight = add("norm_weight", plan.outputs);
    tensors.norm_bias = add("norm_bias", plan.outputs);
    tensors.running_mean = add("running_mean", plan.outputs);
    tensors.running_var = add("running_var", plan.outputs);
  }
  return tensors;
}

FoldedConv::FoldedConv(const ConvPlan& plan, Norm norm, bool transposed, Activation activation,
                       ConvTensors tensors, torch::Device device, torch::ScalarType type)
    : transposed_(transposed),
      instance_norm_(plan.norm && norm == Norm::instance),
      packed_(device.is_cpu() && at::hasMKLDNN()),
      sub_pixel_(packed_ && transposed && plan.outputs < vector_channels),
      activation_(activation) {
  FoldedWeights weights = fold(plan, std::move(tensors), transposed);
  if (sub_pixel_) weights = as_sub_pixels(weights);
  weight_ = weights.weight.to(device, type);
  weight_ = packed_ ? pack(weight_, transposed && !sub_pixel_,
                           sub_pixel_ ? sub_pixel_stride : stride, plan.side)
                    : weight_.contiguous(torch::MemoryFormat::ChannelsLast);
  if (weights.bias.defined()) bias_ = weights.bias.to(device, type);
}

torch::Tensor FoldedConv::forward(const torch::Tensor& input) const {
  if (packed_ && !instance_norm_) return convolve_packed(input, fused_name(activation_));
  torch::Tensor features = packed_ ? convolve_packed(input, "none") : convolve(input);
  if (instance_norm_) {
    features = torch::instance_norm(features, {}, {}, {}, {}, /*use_input_stats=*/true,
                                    norm_momentum, norm_epsilon, /*cudnn_enabled=*/true);
  }
  return activate(features, activation_);
}

torch::Tensor FoldedConv::convolve(const torch::Tensor& input) const {
  return transposed_ ? torch::conv_transpose2d(input, weight_, bias_, stride, padding)
                     : torch::conv2d(input, weight_, bias_, stride, padding);
}

torch::Tensor FoldedConv::convolve_packed(const torch::Tensor& input,
                                          std::string_view fused_activation) const {
  Scalars scalars;
  if (fused_activation == "leaky_relu") scalars.push_back(at::Scalar(leaky_slope));
  const auto bias = bias_.defined() ? std::optional(bias_) : std::nullopt;
  if (transposed_ && !sub_pixel_) {
    static const auto run =
        operator_named<RunTransposed>("mkldnn::_convolution_transpose_pointwise");
    return run.call(input, weight_, bias, padding, output_padding, stride, dilation, groups,
                    fused_activation, scalars, std::nullopt);
  }
  static const auto run = operator_named<RunConv>("mkldnn::_convolution_pointwise");
  const torch::Tensor features =
      run.call(input, weight_, bias, padding, sub_pixel_ ? sub_pixel_stride : stride, dilation,
               groups, fused_activation, scalars, std::nullopt);
  if (!sub_pixel_) return features;
  return torch::pixel_shuffle(features, 2)
      .narrow(2, 1, 2 * input.size(2))
      .narrow(3, 1, 2 * input.size(3));
}

}  // namespace tintflow
