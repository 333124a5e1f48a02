#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "models/device.h"
#include "models/options.h"
#include "models/safetensors.h"
#include "stages/palette.h"
#include "stages/trainer.h"

namespace tintflow {

/// What the discriminator's logits are measured by: sigmoid cross-entropy, or squared distance.
enum class GanMode { vanilla, lsgan };

/// How the learning rate goes through a run; see `learning_rate_factor`.
enum class LearningRatePolicy { constant, linear };

/// How networks learn; the defaults are pix2pix's.
struct TrainerOptions {
  /// Adam's step size, for both networks.
  double learning_rate = 2e-4;
  double beta1 = 0.5;
  double beta2 = 0.999;
  LearningRatePolicy learning_rate_policy = LearningRatePolicy::constant;
  /// Share of the run after which a linear policy lowers the learning rate.
  double decay_from = 0.5;

  /// Weights of the generator's losses; 0 is off.
  double lambda_l1 = 100;
  /// Adversarial loss. Without it there is no discriminator, and none of its options matters.
  double lambda_gan = 1;
  /// Mean colors of regions, `RegionLosses::color`. Needs batches with regions.
  double lambda_region = 0;
  /// Blotches within regions, `RegionLosses::flat`. Needs batches with regions.
  double lambda_flat = 0;
  /// The palette's colors, `class_loss`. Needs a generator with a palette and batches with regions.
  double lambda_palette = 0;
  /// Feature matching.
  double lambda_feature = 0;
  /// Total variation.
  double lambda_tv = 0;

  GanMode gan_mode = GanMode::vanilla;
  /// Random changes before the discriminator, see `DiffAugment`.
  bool diff_augment = false;
  /// Decay of the generator's weight average, which is then the generator that is shown and saved;
  /// 0 is off.
  double ema = 0;
  /// Parts that each batch is computed in, one after the other, so that it takes less memory.
  int accumulate = 1;

  /// Decides initial weights and dropout.
  std::uint64_t seed = 0;
  /// Cores that one step uses; 0 for all.
  int threads = 0;
  Device device;

  [[nodiscard]] bool needs_regions() const {
    return lambda_region > 0 || lambda_flat > 0 || lambda_palette > 0;
  }
  /// A loss looks at the generated colors, not only at a palette's logits.
  [[nodiscard]] bool needs_picture() const {
    return lambda_l1 > 0 || lambda_gan > 0 || lambda_region > 0 || lambda_flat > 0 || lambda_tv > 0;
  }
};

/// Reads `vanilla` or `lsgan`; throws `std::invalid_argument` on anything else.
[[nodiscard]] GanMode parse_gan_mode(std::string_view text);

/// Reads `constant` or `linear`; throws `std::invalid_argument` on anything else.
[[nodiscard]] LearningRatePolicy parse_learning_rate_policy(std::string_view text);

/// Throws `std::invalid_argument` with the option and its limits.
void validate(const TrainerOptions& options);

/// A trainer with freshly initialized networks, or with the weights of a generator to `start` from,
/// which `load_generator` must be able to take. `palette`: what a generator with a palette chooses
/// among, in place of that of `start`; without either it must load a checkpoint. Throws
/// `std::invalid_argument` on bad options, `WeightsError` on unfit weights.
[[nodiscard]] std::unique_ptr<Trainer> make_trainer(const GeneratorOptions& generator,
                                                    const DiscriminatorOptions& discriminator,
                                                    const TrainerOptions& options,
                                                    const TensorFile* start = nullptr,
                                                    const Palette* palette = nullptr);

}  // namespace tintflow
