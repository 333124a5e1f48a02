#include "models/live_generator.h"

#include "models/network_input.h"
#include "models/tensors.h"
#include "models/weights.h"

namespace tintflow {

LiveGenerator::LiveGenerator(const GeneratorOptions& options, const UNet& trained,
                             const Device& device)
    : options_(options), device_(device), twin_(options) {
  const NamedTensors source = state_of(*trained);
  const NamedTensors shared = state_of(*twin_);
  for (std::size_t index = 0; index < source.size(); ++index) {
    torch::Tensor tensor = shared[index].second;
    tensor.set_data(source[index].second.detach());
  }
  twin_->eval();
}

void LiveGenerator::generate(const Batch& batch, float* output) const {
  const c10::InferenceMode inference;
  const AutocastScope autocast(device_);
  UNet network = twin_;
  const torch::Tensor input = network_input(batch, options_);
  copy_pictures(network->forward(input.to(torch_device(device_), compute_type(device_))), output);
}

}  // namespace tintflow
