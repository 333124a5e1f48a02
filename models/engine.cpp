#include "models/engine.h"

#include <algorithm>
#include <filesystem>
#include <new>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include <dnnl.hpp>

#include "io/errors.h"
#include "models/calibration_drawings.h"
#include "models/color_choice.h"
#include "models/default_model.h"
#include "models/folded_unet.h"
#include "models/mix_palette.h"
#include "models/network_input.h"
#include "models/palette_painter.h"
#include "models/quantized_unet.h"
#include "models/tensors.h"

namespace tintflow {
namespace {

/// LibTorch has a type for a device's memory only; the CPU's allocator tells by its text.
bool is_out_of_memory(const c10::Error& error) {
  return dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr ||
         std::string_view(error.what_without_backtrace()).find("can't allocate memory") !=
             std::string_view::npos;
}

template <class Network>
class Engine : public Generator {
 public:
  /// `painter` where the network has a palette.
  Engine(Network network, std::optional<PalettePainter> painter, const GeneratorOptions& options,
         const Device& device)
      : options_(options),
        network_(std::move(network)),
        painter_(std::move(painter)),
        waits_(device.cuda) {}

  void generate(const Batch& batch, float* output) const override {
    // OpenMP keeps the number for each thread, so every new caller takes over the one set above.
    thread_local const bool single_threaded = (at::init_num_threads(), true);
    static_cast<void>(single_threaded);
    const c10::InferenceMode inference;
    try {
      const torch::Tensor results = network_.forward(network_input(batch, options_));
      if (painter_) {
        painter_->paint(batch, results, output);
      } else {
        copy_pictures(results, output);
      }
    } catch (const c10::Error& error) {
      if (is_out_of_memory(error)) throw std::bad_alloc();
      throw;
    } catch (const dnnl::error& error) {
      if (error.status == dnnl_out_of_memory) throw std::bad_alloc();
      throw;
    }
  }

  [[nodiscard]] bool waits_for_device() const override { return waits_; }

 private:
  GeneratorOptions options_;
  Network network_;
  std::optional<PalettePainter> painter_;
  bool waits_;
};

/// Folds the model's choice into the tensors; what is left of it is done by the painter.
PalettePainter choose_colors(const TensorFile& model, const Device& device, UNetTensors& tensors) {
  const c10::InferenceMode inference;
  try {
    const ColorChoice choice = color_choice_from(model.metadata);
    ConvTensors& outermost = tensors.decoder.front();
    fold_choice(choice, tensors.palette_shares, outermost.weight, outermost.bias);
    return {tensors.palette, choice, torch_device(device)};
  } catch (const std::invalid_argument& error) {
    throw WeightsError(model.name + ": " + error.what());
  }
}

}  // namespace

TensorFile load_model(const std::string& name) {
  if (name != "default") {
    if (!std::filesystem::exists(name)) {
      throw WeightsError(name + ": there is no such model; name 'default' or a .safetensors file");
    }
    return read_safetensors(name);
  }
  if (default_model_bytes().empty()) {
    throw WeightsError(
        "this program was built without a default model; put one at "
        "models/weights/default.safetensors and build again, or name a file with --model");
  }
  return parse_safetensors(default_model_bytes(), "the embedded default model");
}

ModelCard describe_model(const TensorFile& model) {
  ModelCard card;
  card.metadata = model.metadata;
  try {
    card.generator = generator_options_from(model.metadata);
  } catch (const std::invalid_argument& error) {
    throw WeightsError(model.name + ": not a generator of this program: " + error.what());
  }
  for (const StoredTensor& tensor : model.tensors) {
    card.parameters += static_cast<std::int64_t>(tensor.bytes.size() / size_of(tensor.dtype));
  }
  return card;
}

std::unique_ptr<Generator> make_engine(const TensorFile& model, const Device& device, int side) {
  // Callers bring the threads; LibTorch's own would compete with them for the cores.
  at::set_num_threads(1);
  const GeneratorOptions options = describe_model(model).generator;
  UNetTensors tensors = load_layers(model, options);
  std::optional<PalettePainter> painter;
  if (options.palette > 0) painter = choose_colors(model, device, tensors);
  side = std::max(side, 1 << options.levels);
  if (!device.int8) {
    return std::make_unique<Engine<FoldedUNet>>(FoldedUNet(tensors, options, device, side),
                                                std::move(painter), options, device);
  }
  if (options.norm != Norm::batch) {
    throw WeightsError(model.name +
                       ": int8 needs a network with batch normalization; use --precision auto");
  }
  QuantizedUNet network(tensors, options, device, calibration_drawings(options, side));
  return std::make_unique<Engine<QuantizedUNet>>(std::move(network), std::move(painter), options,
                                                 device);
}

}  // namespace tintflow
