#include "models/adam.h"

namespace tintflow {
namespace {

constexpr double epsilon = 1e-8;

}  // namespace

Adam::Adam(const torch::nn::Module& network, const Options& options) : options_(options) {
  for (const auto& item : network.named_parameters()) {
    names_.push_back(item.key());
    parameters_.push_back(item.value());
    means_.push_back(torch::zeros_like(item.value()));
    variances_.push_back(torch::zeros_like(item.value()));
    steps_.push_back(torch::zeros({}, item.value().options()));
  }
}

void Adam::clear_gradients() {
  for (torch::Tensor& parameter : parameters_) parameter.mutable_grad().reset();
}

void Adam::step() {
  const torch::NoGradGuard no_grad;
  std::vector<torch::Tensor> gradients;
  for (std::size_t index = 0; index < parameters_.size(); ++index) {
    gradients.push_back(parameters_[index].grad());
    steps_[index] += 1;
  }
  at::_fused_adam_(parameters_, gradients, means_, variances_, /*max_exp_avg_sqs=*/{}, steps_,
                   options_.learning_rate, options_.beta1, options_.beta2, /*weight_decay=*/0,
                   epsilon, /*amsgrad=*/false, /*maximize=*/false);
}

NamedTensors Adam::state() const {
  NamedTensors state;
  for (std::size_t index = 0; index < names_.size(); ++index) {
    state.emplace_back(names_[index] + ".mean", means_[index]);
    state.emplace_back(names_[index] + ".variance", variances_[index]);
    state.emplace_back(names_[index] + ".step", steps_[index]);
  }
  return state;
}

}  // namespace tintflow
