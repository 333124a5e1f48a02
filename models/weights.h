#pragma once

#include <string>
#include <utility>
#include <vector>

#include <torch/torch.h>

#include "models/safetensors.h"

namespace tintflow {

/// Tensors by name, in a fixed order.
using NamedTensors = std::vector<std::pair<std::string, torch::Tensor>>;

/// Parameters and buffers of a network; they share its memory.
[[nodiscard]] NamedTensors state_of(const torch::nn::Module& network);

/// Appends `tensors` to `all`, each name behind "prefix.".
void append_with_prefix(NamedTensors& all, const std::string& prefix, const NamedTensors& tensors);

/// How `store` keeps convolution weights; vectors (biases, norms, statistics) always stay as they
/// are, because they are small and running variances can exceed what fp16 holds.
enum class WeightStorage { exact, half };

/// Copies of tensors in the form of a file, on the CPU in plain (NCHW) order.
[[nodiscard]] std::vector<StoredTensor> store(const NamedTensors& tensors, WeightStorage storage);

/// A copy of a stored tensor, on the CPU.
[[nodiscard]] torch::Tensor to_tensor(const StoredTensor& stored);

/// Overwrites `tensors` with those of the same names in `file`. Throws `WeightsError` before any
/// of them changes if the file lacks one, has another one, or shapes differ.
void load(const TensorFile& file, const NamedTensors& tensors);

}  // namespace tintflow
