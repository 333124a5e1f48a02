#pragma once

#include <filesystem>
#include <vector>

#include "cli/train_options.h"
#include "io/list_pairs.h"
#include "pipeline/training_run.h"

namespace tintflow {

/// The pairs of a run, by their headers alone.
struct TrainingPairs {
  PairFiles usable;
  /// Pairs that cannot be used, and why.
  std::vector<std::filesystem::path> unusable;
  std::vector<Failure> failures;
};

/// All pairs in the folder that the options name, in their layout. Throws `NoInputError` where
/// there are none.
[[nodiscard]] PairFiles list_training_pairs(const TrainOptions& options);

/// Parts those that can be used from the others, so that every epoch has as many.
[[nodiscard]] TrainingPairs find_training_pairs(const TrainOptions& options);

/// Tells the observer of those that cannot be used. Throws `NoInputError` where no pair is left to
/// train on.
void report_unusable(const TrainOptions& options, const TrainingPairs& pairs,
                     TrainingObserver& observer);

}  // namespace tintflow
