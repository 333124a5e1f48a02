#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <string>

#include "stages/batch.h"
#include "stages/generator.h"

namespace tintflow {

/// Losses of one training step, each a mean over the batch.
struct StepLosses {
  /// Sigmoid cross-entropy of the discriminator's verdict on generated pictures against "real".
  double generator_gan = 0;
  /// Mean absolute difference to the ground truth in [-1, 1] units, before its weight.
  double generator_l1 = 0;
  /// Mean of the discriminator's losses on real and on generated pictures.
  double discriminator = 0;
  /// The generator's further losses before their weights, in [-1, 1] units; 0 where one is off.
  /// Wrong mean colors of closed regions, and blotches within them.
  double region = 0;
  double flat = 0;
  /// Cross-entropy of the palette's colors for closed regions, not in these units.
  double palette = 0;
  /// Difference in the discriminator's hidden layers.
  double feature = 0;
  double total_variation = 0;
};

/// Where a training run stands; travels in its checkpoints.
struct TrainingState {
  /// Finished epochs.
  std::int64_t epoch = 0;
  /// Finished steps over all epochs.
  std::int64_t step = 0;
  /// Pairs of the unfinished epoch's shuffled order that are used up; 0 between epochs.
  std::int64_t position = 0;
  double seconds = 0;
  /// Smallest validation L1 so far (0..1 units), infinity before the first validation.
  double best_l1 = std::numeric_limits<double>::infinity();
};

/// Owns networks and optimizers. `models/` implements it. Not thread-safe: one thread drives it.
class Trainer {
 public:
  virtual ~Trainer() = default;

  /// Says what share of the run (0..1) is done, which the learning rate of the next steps may
  /// depend on.
  virtual void set_progress(double share) = 0;

  /// One update of discriminator and generator. Throws `FatalError` when a loss is not finite.
  virtual StepLosses step(const Batch& batch) = 0;

  /// The generator as it stands, in evaluation mode; valid until the trainer goes.
  [[nodiscard]] virtual const Generator& generator() = 0;

  /// Writes all that `load_checkpoint` needs to go on exactly. Atomic; throws std::runtime_error.
  virtual void save_checkpoint(const std::filesystem::path& file, const TrainingState& state) = 0;

  /// Restores networks, optimizers and random state; throws `WeightsError` on a file that does not
  /// fit.
  virtual TrainingState load_checkpoint(const std::filesystem::path& file) = 0;

  /// Writes the generator alone, for `colorize`, with `metadata` added to the architecture's own.
  virtual void save_generator(const std::filesystem::path& file,
                              const std::map<std::string, std::string>& metadata) = 0;
};

}  // namespace tintflow
