#pragma once

#include <torch/torch.h>

#include "models/options.h"
#include "stages/batch.h"

namespace tintflow {

/// What a generator with `options` takes of a batch: drawings, N x 3 x S x S, which share the
/// batch's memory, or with hints N x 7 x S x S. A batch without hints counts as one where nobody
/// wants anything; a generator without hints ignores them. Channels-last.
[[nodiscard]] torch::Tensor network_input(const Batch& batch, const GeneratorOptions& options);

}  // namespace tintflow
