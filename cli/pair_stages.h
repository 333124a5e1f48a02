#pragma once

#include <cstdint>
#include <string>

#include "cli/train_options.h"
#include "io/list_pairs.h"
#include "pipeline/sample_feed.h"
#include "stages/augment.h"

namespace tintflow {

/// The random changes that the preset and the options ask for.
[[nodiscard]] AugmentOptions augment_options(const TrainOptions& options);

/// The layout that --pair-layout names, or for "auto" the one that the pairs' folder shows. Throws
/// `UsageError`.
[[nodiscard]] PairLayout pair_layout(const std::string& name, const std::string& pairs);
[[nodiscard]] PairLayout pair_layout(const TrainOptions& options);

/// As --pair-layout names it.
[[nodiscard]] std::string to_text(PairLayout layout);

/// What makes training samples in an epoch, counted from 0. Throws `UsageError`.
[[nodiscard]] FeedStages training_stages(const TrainOptions& options, std::int64_t epoch);

/// The same without anything random. Throws `UsageError`.
[[nodiscard]] FeedStages validation_stages(const TrainOptions& options);

}  // namespace tintflow
