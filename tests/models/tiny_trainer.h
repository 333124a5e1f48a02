#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "models/trainer.h"
#include "tests/models/tiny_models.h"

namespace tintflow {

/// Of the square pictures, pixels.
inline constexpr int side = 64;

inline TrainerOptions tiny_training() {
  TrainerOptions options;
  options.seed = 7;
  options.threads = 1;
  return options;
}

inline std::unique_ptr<Trainer> tiny_trainer(double dropout = 0,
                                             const TrainerOptions& options = tiny_training()) {
  return make_trainer(tiny_generator(dropout), tiny_discriminator(), options);
}

/// All that a trainer is, as bytes.
inline TensorFile saved(Trainer& trainer, const std::filesystem::path& file) {
  trainer.save_checkpoint(file, {});
  return read_safetensors(file);
}

inline std::vector<float> colored(const Generator& generator, const Batch& batch) {
  std::vector<float> output(batch.input->size());
  generator.generate(batch, output.data());
  return output;
}

}  // namespace tintflow
