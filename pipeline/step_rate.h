#pragma once

#include "pipeline/sample_feed.h"
#include "stages/trainer.h"

namespace tintflow {

/// How fast a trainer takes steps.
struct StepRate {
  int pairs = 0;
  double seconds = 0;

  [[nodiscard]] double per_second() const { return seconds > 0 ? pairs / seconds : 0; }
};

/// Steps on one batch of noise that stays in memory: what the trainer can do at best.
[[nodiscard]] StepRate measure_resident_steps(Trainer& trainer, int batch_size, int side,
                                              int steps);

/// Steps on what the feed delivers, until `steps` are done or the feed ends.
[[nodiscard]] StepRate measure_fed_steps(Trainer& trainer, SampleFeed& feed, int steps);

}  // namespace tintflow
