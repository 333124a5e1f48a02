#include "models/weight_average.h"

#include <algorithm>

namespace tintflow {

WeightAverage::WeightAverage(const GeneratorOptions& options, const UNet& trained, double decay)
    : decay_(decay), average_(options), updates_(torch::zeros({}, torch::kInt64)) {
  const torch::NoGradGuard no_grad;
  average_->to(trained->parameters().front().device());
  for (const auto& [name, tensor] : state_of(*trained)) trained_tensors_.push_back(tensor.detach());
  for (const auto& [name, tensor] : state_of(*average_)) {
    average_tensors_.push_back(tensor.detach());
  }
  at::_foreach_copy_(average_tensors_, trained_tensors_);
}

void WeightAverage::update() {
  const torch::NoGradGuard no_grad;
  const auto count = static_cast<double>(updates_.item<std::int64_t>());
  const double decay = std::min(decay_, (1 + count) / (10 + count));
  at::_foreach_lerp_(average_tensors_, trained_tensors_, 1 - decay);
  updates_ += 1;
}

NamedTensors WeightAverage::state() const {
  NamedTensors state = state_of(*average_);
  state.emplace_back("updates", updates_);
  return state;
}

}  // namespace tintflow
