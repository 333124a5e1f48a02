#include "models/load_generator.h"

#include "io/errors.h"
#include "models/engine.h"
#include "models/weights.h"

namespace tintflow {

void load_generator(const TensorFile& model, const GeneratorOptions& options, UNet& network) {
  const GeneratorOptions stored = describe_model(model).generator;
  if (!options.hints || stored.hints) return load(model, state_of(*network));
  const UNet plain(stored);
  load(model, state_of(*plain));
  const NamedTensors source = state_of(*plain);
  const NamedTensors destination = state_of(*network);
  const torch::NoGradGuard no_grad;
  for (std::size_t index = 0; index < destination.size(); ++index) {
    torch::Tensor tensor = destination[index].second;
    if (tensor.sizes() == source[index].second.sizes()) {
      tensor.copy_(source[index].second);
    } else if (destination[index].first == "encoder.0.weight") {
      tensor.zero_();
      tensor.slice(1, 0, picture_channels).copy_(source[index].second);
    } else {
      throw WeightsError(model.name + ": tensor \"" + destination[index].first +
                         "\" has another shape than the network's");
    }
  }
}

}  // namespace tintflow
