#pragma once

#include "models/trainer.h"

namespace tintflow {

/// What a run's learning rate is multiplied by where a share of it (0..1) is done: 1 throughout, or
/// 1 up to `decay_from` and then falling linearly to 0 at the end, as pix2pix's code does.
[[nodiscard]] double learning_rate_factor(LearningRatePolicy policy, double decay_from,
                                          double progress);

}  // namespace tintflow
