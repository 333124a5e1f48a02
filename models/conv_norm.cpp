#include "models/conv_norm.h"

#include "models/resize_kernel.h"

namespace tintflow {
namespace {

/// Against division by zero, as in PyTorch's spectral_norm.
constexpr double spectral_epsilon = 1e-12;

torch::Tensor unit(const torch::Tensor& vector) {
  return vector / vector.norm().clamp_min(spectral_epsilon);
}

}  // namespace

ConvNormImpl::ConvNormImpl(const ConvPlan& plan, Norm norm, Direction direction)
    : stride_(plan.stride), direction_(direction), normalizes_(plan.norm), resizes_(plan.resize) {
  const bool up = direction == Direction::up;
  const int side = plan.resize ? 3 : 4;
  const torch::Tensor weight =
      torch::empty({up ? plan.inputs : plan.outputs, up ? plan.outputs : plan.inputs, side, side});
  // Drawn in plain order, laid out channels-last afterwards: a seed means the same in any layout.
  weight_ = register_parameter("weight", weight.normal_(0, 0.02).contiguous(
                                             plan.resize ? torch::MemoryFormat::Contiguous
                                                         : torch::MemoryFormat::ChannelsLast));
  if (plan.spectral_norm) {
    spectral_u_ = register_buffer("spectral_u", unit(torch::randn(plan.outputs)));
    spectral_v_ = register_buffer("spectral_v", torch::zeros(weight.numel() / plan.outputs));
    iterate_spectral_norm();
  }
  if (plan.bias) bias_ = register_parameter("bias", torch::zeros(plan.outputs));
  if (!plan.norm || norm == Norm::instance) return;
  norm_weight_ = register_parameter("norm_weight", torch::empty(plan.outputs).normal_(1, 0.02));
  norm_bias_ = register_parameter("norm_bias", torch::zeros(plan.outputs));
  running_mean_ = register_buffer("running_mean", torch::zeros(plan.outputs));
  running_var_ = register_buffer("running_var", torch::ones(plan.outputs));
}

torch::Tensor ConvNormImpl::forward(const torch::Tensor& input) {
  torch::Tensor features;
  if (direction_ == Direction::up) {
    features = torch::conv_transpose2d(input, weight(), {}, stride_, /*padding=*/1);
    // By itself, because oneDNN has the bias's gradient from a loop without vectors, which takes as
    // long as all other gradients of a transposed convolution to large pictures.
    if (bias_.defined()) features.add_(bias_.to(features.scalar_type()).view({1, -1, 1, 1}));
  } else {
    features = torch::conv2d(input, weight(), bias_, stride_, /*padding=*/1);
  }
  return normalizes_ ? normalize(features) : features;
}

torch::Tensor ConvNormImpl::weight() const {
  if (resizes_) return as_transposed_kernel(weight_);
  if (!spectral_u_.defined()) return weight_;
  // u and v count as constants, as in Miyato et al. (2018).
  return weight_ / torch::dot(spectral_u_, torch::mv(weight_matrix(), spectral_v_));
}

torch::Tensor ConvNormImpl::weight_matrix() const {
  // In the order in which the weight lies in memory, which its singular values do not depend on.
  return weight_.permute({0, 2, 3, 1}).flatten(1);
}

void ConvNormImpl::iterate_spectral_norm() {
  if (!spectral_u_.defined()) return;
  const torch::NoGradGuard no_grad;
  const torch::Tensor matrix = weight_matrix();
  spectral_v_.copy_(unit(torch::mv(matrix.t(), spectral_u_)));
  spectral_u_.copy_(unit(torch::mv(matrix, spectral_v_)));
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
