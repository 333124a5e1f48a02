#pragma once

#include <vector>

#include <torch/torch.h>

#include "models/weights.h"

namespace tintflow {

/// Adam (Kingma and Ba, 2015) over LibTorch's fused kernel, which reads and writes every parameter
/// and moment once a step.
class Adam {
 public:
  struct Options {
    double learning_rate = 2e-4;
    double beta1 = 0.5;
    double beta2 = 0.999;
  };

  Adam(const torch::nn::Module& network, const Options& options);

  /// Frees the gradients, so that the next backward pass stores them instead of adding.
  void clear_gradients();

  void set_learning_rate(double rate) { options_.learning_rate = rate; }

  /// Updates the parameters by their gradients; each must have one.
  void step();

  /// Moments and step counts by the names of their parameters; they share the optimizer's memory.
  [[nodiscard]] NamedTensors state() const;

 private:
  Options options_;
  std::vector<std::string> names_;
  std::vector<torch::Tensor> parameters_;
  std::vector<torch::Tensor> means_;
  std::vector<torch::Tensor> variances_;
  std::vector<torch::Tensor> steps_;
};

}  // namespace tintflow
