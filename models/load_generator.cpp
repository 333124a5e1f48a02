#include "models/load_generator.h"

#include <map>
#include <string>

#include "io/errors.h"
#include "models/engine.h"
#include "models/weights.h"

namespace tintflow {
namespace {

using State = std::map<std::string, torch::Tensor>;

State state_by_name(const UNet& network) {
  const NamedTensors state = state_of(*network);
  return {state.begin(), state.end()};
}

/// For each color of a palette (K x 3) the place of the one nearest to it in another.
torch::Tensor nearest_colors(const torch::Tensor& palette, const torch::Tensor& other) {
  return torch::cdist(palette, other).argmin(1);
}

bool is_output_layer(const std::string& name) {
  return name.starts_with("palette") || name.starts_with("decoder.0.");
}

/// Of all kernels and biases of an output layer, transposed or not, those of the colors chosen.
void copy_output_layer(const State& source, State& destination) {
  const torch::Tensor nearest = nearest_colors(destination.at("palette"), source.at("palette"));
  destination.at("decoder.0.weight").copy_(source.at("decoder.0.weight").index_select(1, nearest));
  destination.at("decoder.0.bias").copy_(source.at("decoder.0.bias").index_select(0, nearest));
}

void copy_input_layer(const State& source, State& destination) {
  torch::Tensor weight = destination.at("encoder.0.weight");
  weight.zero_();
  weight.slice(1, 0, picture_channels).copy_(source.at("encoder.0.weight"));
}

}  // namespace

void load_generator(const TensorFile& model, const GeneratorOptions& options, UNet& network,
                    bool keep_palette) {
  const GeneratorOptions stored = describe_model(model).generator;
  const bool new_hints = options.hints && !stored.hints;
  const bool new_output = options.palette != stored.palette || keep_palette;
  if (!new_hints && !new_output) return load(model, state_of(*network));
  const UNet plain(stored);
  load(model, state_of(*plain));
  const State source = state_by_name(plain);
  State destination = state_by_name(network);
  const torch::NoGradGuard no_grad;
  for (auto& [name, tensor] : destination) {
    if (new_output && is_output_layer(name)) continue;
    const bool wider = new_hints && name == "encoder.0.weight";
    const auto found = source.find(name);
    if (found == source.end() || tensor.size(0) != found->second.size(0) ||
        (!wider && tensor.sizes() != found->second.sizes())) {
      throw WeightsError(model.name + ": tensor \"" + name +
                         "\" has another shape than the network's");
    }
    if (!wider) tensor.copy_(found->second);
  }
  if (new_hints) copy_input_layer(source, destination);
  if (new_output && options.palette > 0 && stored.palette > 0) {
    copy_output_layer(source, destination);
  }
}

}  // namespace tintflow
