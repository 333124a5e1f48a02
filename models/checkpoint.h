#pragma once

#include <filesystem>

#include "models/options.h"
#include "models/weights.h"
#include "stages/trainer.h"

namespace tintflow {

/// Writes tensors, exactly, and where training stands into one safetensors file. `architecture`
/// goes along, so that `read_checkpoint` can refuse the checkpoint of another network. Atomic;
/// throws std::runtime_error.
void write_checkpoint(const std::filesystem::path& file, const NamedTensors& tensors,
                      const Metadata& architecture, const TrainingState& state);

/// Overwrites `tensors` with a checkpoint's. Throws `WeightsError` before any of them changes if
/// the file does not fit.
TrainingState read_checkpoint(const std::filesystem::path& file, const NamedTensors& tensors,
                              const Metadata& architecture);

/// Writes `file` whole or not at all; throws std::runtime_error.
void write_tensor_file(const std::filesystem::path& file, const TensorFile& content);

}  // namespace tintflow
