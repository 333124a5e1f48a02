#pragma once

#include <cstdint>
#include <memory>

#include "models/device.h"
#include "models/options.h"
#include "stages/trainer.h"

namespace tintflow {

/// How networks learn; the defaults are pix2pix's.
struct TrainerOptions {
  /// Adam's step size, for both networks.
  double learning_rate = 2e-4;
  double beta1 = 0.5;
  double beta2 = 0.999;
  /// Weight of the L1 loss against the adversarial loss.
  double lambda_l1 = 100;
  /// Decides initial weights and dropout.
  std::uint64_t seed = 0;
  /// Cores that one step uses; 0 for all.
  int threads = 0;
  Device device;
};

/// A trainer with freshly initialized networks. Throws `std::invalid_argument` on bad options.
[[nodiscard]] std::unique_ptr<Trainer> make_trainer(const GeneratorOptions& generator,
                                                    const DiscriminatorOptions& discriminator,
                                                    const TrainerOptions& options);

}  // namespace tintflow
