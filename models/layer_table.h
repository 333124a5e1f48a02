#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "models/options.h"

namespace tintflow {

/// One line of a network's description.
struct LayerRow {
  /// Operations in order, for example "conv 4x4 s2, BN, LeakyReLU".
  std::string layer;
  /// Height x width x channels.
  std::string output;
  /// Numbers stored, running statistics of batch normalization included.
  std::int64_t parameters = 0;
  /// Those of them that training changes by gradient.
  std::int64_t trainable = 0;
  /// Multiplications for one picture, each with its addition; those with zero padding included.
  std::int64_t multiply_accumulates = 0;
};

/// The layers that a picture of `side` x `side` pixels passes, input to output.
[[nodiscard]] std::vector<LayerRow> describe_generator(const GeneratorOptions& options,
                                                       int side = 256);
[[nodiscard]] std::vector<LayerRow> describe_discriminator(const DiscriminatorOptions& options,
                                                           int side = 256);

/// Multiplications of all layers together.
[[nodiscard]] std::int64_t multiply_accumulates(const std::vector<LayerRow>& rows);

}  // namespace tintflow
