#pragma once

#include <cstddef>
#include <memory>

#include "cli/train_options.h"
#include "io/list_pairs.h"
#include "stages/sample_cache.h"

namespace tintflow {

/// Bytes that a decoded pair takes in a cache.
[[nodiscard]] std::size_t cached_pair_size(const TrainOptions& options, PairLayout layout);

/// The cache that --cache-memory asks for, for an epoch of `pairs` pairs, and a message on how many
/// of them fit. None for 0, and by `auto` for a run of one epoch, which would never read it. Throws
/// `UsageError`.
[[nodiscard]] std::shared_ptr<SampleCache> make_training_cache(const TrainOptions& options,
                                                               PairLayout layout,
                                                               std::size_t pairs);

}  // namespace tintflow
