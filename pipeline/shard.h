#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "pipeline/sample_feed.h"

namespace tintflow {

/// One of `world` processes that share the pairs of an epoch among them.
struct Shard {
  std::size_t rank = 0;
  std::size_t world = 1;
};

/// How many pairs of an epoch of `count` pairs a shard makes batches of.
///
/// With `keep`, every pair belongs to exactly one shard, and shards differ by one pair at most.
/// With `drop` and `wrap` all shards make equally many batches, all of them full, as processes need
/// that step together: `drop` leaves out what does not fill a batch of every shard, `wrap` repeats
/// pairs from the epoch's beginning.
[[nodiscard]] std::size_t shard_size(std::size_t count, Shard shard, int batch_size,
                                     LastBatch last_batch);

/// The part of an epoch's order that a shard makes batches of: every `world`th pair from the
/// `rank`th on.
[[nodiscard]] std::vector<std::size_t> shard_order(const std::vector<std::size_t>& epoch,
                                                   Shard shard, int batch_size,
                                                   LastBatch last_batch);

}  // namespace tintflow
