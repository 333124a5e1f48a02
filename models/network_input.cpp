#include "models/network_input.h"

#include "models/tensors.h"

namespace tintflow {

torch::Tensor network_input(const Batch& batch, const GeneratorOptions& options) {
  const torch::Tensor drawings = wrap_pictures(batch.input->data(), batch.count(), batch.side);
  if (!options.hints) return drawings;
  torch::Tensor input =
      torch::zeros({batch.count(), batch.side, batch.side, input_channels(options)});
  input.slice(3, 0, picture_channels).copy_(drawings.permute({0, 2, 3, 1}));
  if (batch.hints) {
    input.slice(3, picture_channels)
        .copy_(torch::from_blob(batch.hints->data(),
                                {batch.count(), batch.side, batch.side, hint_channels}));
  }
  return input.permute({0, 3, 1, 2});
}

}  // namespace tintflow
