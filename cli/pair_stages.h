#pragma once

#include <cstdint>

#include "cli/train_options.h"
#include "pipeline/sample_feed.h"

namespace tintflow {

/// What makes training samples in an epoch, counted from 0. Throws `UsageError`.
[[nodiscard]] FeedStages training_stages(const TrainOptions& options, std::int64_t epoch);

/// The same without anything random. Throws `UsageError`.
[[nodiscard]] FeedStages validation_stages(const TrainOptions& options);

}  // namespace tintflow
