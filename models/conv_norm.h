#pragma once

#include <torch/torch.h>

#include "models/layer_plan.h"

namespace tintflow {

/// Batch normalization's guard against division by zero, and the share of a batch in the running
/// statistics; LibTorch's defaults.
inline constexpr double norm_epsilon = 1e-5;
inline constexpr double norm_momentum = 0.1;

/// A convolution of a plan and, where planned, the normalization behind it.
///
/// Tensors are named "weight", "bias", "norm_weight", "norm_bias", "running_mean", "running_var".
/// Weights start as N(0, 0.02), norm scales as N(1, 0.02) and the rest as 0, as in pix2pix.
/// Spectral normalization adds "spectral_u" and "spectral_v".
class ConvNormImpl : public torch::nn::Module {
 public:
  enum class Direction { down, up };

  /// `Direction::up` transposes the convolution.
  ConvNormImpl(const ConvPlan& plan, Norm norm, Direction direction);

  torch::Tensor forward(const torch::Tensor& input);

  /// Brings the estimate of the weight's largest singular value nearer by one power iteration;
  /// does nothing without spectral normalization.
  void iterate_spectral_norm();

 private:
  [[nodiscard]] torch::Tensor weight() const;
  /// The weight as a matrix of a row for each output channel.
  [[nodiscard]] torch::Tensor weight_matrix() const;
  [[nodiscard]] torch::Tensor normalize(const torch::Tensor& features);

  int stride_;
  Direction direction_;
  bool normalizes_;
  bool resizes_;
  torch::Tensor weight_;
  torch::Tensor bias_;
  torch::Tensor spectral_u_;
  torch::Tensor spectral_v_;
  torch::Tensor norm_weight_;
  torch::Tensor norm_bias_;
  torch::Tensor running_mean_;
  torch::Tensor running_var_;
};
TORCH_MODULE(ConvNorm);

}  // namespace tintflow
