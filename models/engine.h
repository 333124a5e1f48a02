#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "models/device.h"
#include "models/options.h"
#include "models/safetensors.h"
#include "stages/generator.h"

namespace tintflow {

/// Reads a generator's weights: `default` is the model inside the program, anything else a file.
/// Throws `WeightsError`.
[[nodiscard]] TensorFile load_model(const std::string& name);

/// What a weights file says about itself.
struct ModelCard {
  GeneratorOptions generator;
  /// Numbers stored in the file, running statistics included.
  std::int64_t parameters = 0;
  /// All metadata of the file: preset, data, license, epochs, figures.
  Metadata metadata;
};

/// Throws `WeightsError` where the file is no generator of this program.
[[nodiscard]] ModelCard describe_model(const TensorFile& model);

/// A generator that runs `model`; copies the weights that it needs. On a CPU every thread that
/// calls it computes alone, so that callers use as many cores as they have threads. Throws
/// `WeightsError` where tensors are missing, unknown or of the wrong shape.
/// `side` is that of the square drawings that it gets as a rule, pixels; others take longer.
/// A model with a palette chooses as its metadata says, see `ColorChoice`.
[[nodiscard]] std::unique_ptr<Generator> make_engine(const TensorFile& model, const Device& device,
                                                     int side = 256);

}  // namespace tintflow
