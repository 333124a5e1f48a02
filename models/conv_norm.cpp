#include "models/conv_norm.h"

namespace tintflow {

ConvNormImpl::ConvNormImpl(const ConvPlan& plan, Norm norm, Direction direction)
    : stride_(plan.stride), direction_(direction), normalizes_(plan.norm) {
  const bool up = direction == Direction::up;
  const torch::Tensor weight =
      torch::empty({up ? plan.inputs : plan.outputs, up ? plan.outputs : plan.inputs, 4, 4});
  // Drawn in plain order, laid out channels-last afterwards: a seed means the same in any layout.
  weight_ = register_parameter(
      "weight", weight.normal_(0, 0.02).contiguous(torch::MemoryFormat::ChannelsLast));
  if (plan.bias) bias_ = register_parameter("bias", torch::zeros(plan.outputs));
  if (!plan.norm || norm == Norm::instance) return;
  norm_weight_ = register_parameter("norm_weight", torch::empty(plan.outputs).normal_(1, 0.02));
  norm_bias_ = register_parameter("norm_bias", torch::zeros(plan.outputs));
  running_mean_ = register_buffer("running_mean", torch::zeros(plan.outputs));
  running_var_ = register_buffer("running_var", torch::ones(plan.outputs));
}

torch::Tensor ConvNormImpl::forward(const torch::Tensor& input) {
  const torch::Tensor features =
      direction_ == Direction::up
          ? torch::conv_transpose2d(input, weight_, bias_, stride_, /*padding=*/1)
          : torch::conv2d(input, weight_, bias_, stride_, /*padding=*/1);
  return normalizes_ ? normalize(features) : features;
}

torch::Tensor ConvNormImpl::normalize(const torch::Tensor& features) {
  // Instance normalization has no running statistics, so it takes them from its input always.
  if (!running_mean_.defined()) {
    return torch::instance_norm(features, {}, {}, {}, {}, /*use_input_stats=*/true, norm_momentum,
                                norm_epsilon, /*cudnn_enabled=*/true);
  }
  return torch::batch_norm(features, norm_weight_, norm_bias_, running_mean_, running_var_,
                           is_training(), norm_momentum, norm_epsilon, /*cudnn_enabled=*/true);
}

}  // namespace tintflow
