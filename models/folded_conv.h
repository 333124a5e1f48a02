#pragma once

#include <string_view>

#include <torch/torch.h>

#include "models/layer_plan.h"
#include "models/weights.h"

namespace tintflow {

/// Tensors of one `ConvNorm`, in fp32; those that its plan leaves out are undefined.
struct ConvTensors {
  torch::Tensor weight;
  torch::Tensor bias;
  torch::Tensor norm_weight;
  torch::Tensor norm_bias;
  torch::Tensor running_mean;
  torch::Tensor running_var;
};

/// Uninitialized room for one layer's tensors. Their names, as `ConvNorm` registers them, go to
/// `all`.
[[nodiscard]] ConvTensors allocate(const ConvPlan& plan, Norm norm, bool transposed,
                                   NamedTensors& all);

/// Convolution with its normalization folded in. `bias` is undefined where there is none; instance
/// normalization, which looks at each picture, stays to be done.
struct FoldedWeights {
  /// O x I x 4 x 4, or of a transposed convolution I x O x 4 x 4.
  torch::Tensor weight;
  torch::Tensor bias;
};

[[nodiscard]] FoldedWeights fold(const ConvPlan& plan, ConvTensors tensors, bool transposed);

/// A transposed convolution I x O x 4 x 4 of stride 2 and padding 1 as one that is not transposed,
/// 4 O x I x 2 x 2 of stride 1 and padding 1. `pixel_shuffle` makes pictures of its results, with a
/// border of one pixel too many (https://arxiv.org/abs/1609.05158).
[[nodiscard]] FoldedWeights as_sub_pixels(const FoldedWeights& transposed);

/// What follows a convolution.
enum class Activation { none, relu, leaky_relu, tanh };

/// That of the generator's output layer: tanh, or none where a palette is mixed.
[[nodiscard]] Activation outermost_activation(const GeneratorOptions& options);

/// One layer as inference runs it: convolution, normalization and activation. Batch normalization
/// is folded into the convolution's weights. On a CPU the weights lie in the order that oneDNN
/// computes in for pictures of the plan's side, and the activation happens while results are in
/// registers. A transposed convolution to few channels is computed there as a sub-pixel
/// convolution. Constant and thread-safe.
class FoldedConv {
 public:
  FoldedConv(const ConvPlan& plan, Norm norm, bool transposed, Activation activation,
             ConvTensors tensors, torch::Device device, torch::ScalarType type);

  /// Channels-last pictures of the layer's device and type. The result may be a view. Call it in
  /// inference mode.
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& input) const;

 private:
  [[nodiscard]] torch::Tensor convolve(const torch::Tensor& input) const;
  [[nodiscard]] torch::Tensor convolve_packed(const torch::Tensor& input,
                                              std::string_view fused_activation) const;

  bool transposed_;
  /// Instance normalization looks at each picture, so it cannot be folded.
  bool instance_norm_;
  /// `weight_` is in oneDNN's order.
  bool packed_;
  /// `weight_` and `bias_` are those of a sub-pixel convolution.
  bool sub_pixel_;
  Activation activation_;
  torch::Tensor weight_;
  torch::Tensor bias_;
};

}  // namespace tintflow
