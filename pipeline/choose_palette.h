#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>

#include "pipeline/sample_feed.h"
#include "pipeline/training_run.h"
#include "stages/palette.h"

namespace tintflow {

/// The colors that closed regions of training pairs have: medians of clusters by k-means in CIELAB
/// (Arthur and Vassilvitskii, "k-means++", 2007), a region counting as in `RegionLosses`. `size` of
/// them: where pairs have fewer, some come twice. Nothing where a stop was requested before.
///
/// It looks at 1,024 pairs at most, in the order and with the stages of the first epoch, which must
/// label regions. Pairs that fail are passed over: the epoch will tell of them. Throws `FatalError`
/// where no pair has a region, or a stage does.
[[nodiscard]] std::optional<Palette> choose_palette(const TrainingData& data, int size,
                                                    std::uint64_t seed, const FeedOptions& feed,
                                                    const std::stop_token& stop = {});

}  // namespace tintflow
