#include "pipeline/shard.h"

#include <map>

#include <gmock/gmock.h>

#include "pipeline/pair_source.h"

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// How often each pair of an epoch is in the shards' orders, all together.
std::map<std::size_t, int> uses_of(std::size_t count, std::size_t world, int batch_size,
                                   LastBatch last_batch) {
  const auto epoch = shuffled_order(count, 1, 2);
  std::map<std::size_t, int> uses;
  for (std::size_t rank = 0; rank < world; ++rank) {
    const auto order = shard_order(epoch, {rank, world}, batch_size, last_batch);
    EXPECT_EQ(order.size(), shard_size(count, {rank, world}, batch_size, last_batch));
    for (const std::size_t pair : order) ++uses[pair];
  }
  return uses;
}

TEST(ShardOrder, DealsPairsOutInTurn) {
  const std::vector<std::size_t> epoch{40, 41, 42, 43, 44};
  EXPECT_THAT(shard_order(epoch, {0, 2}, 2, LastBatch::keep), ElementsAre(40, 42, 44));
  EXPECT_THAT(shard_order(epoch, {1, 2}, 2, LastBatch::keep), ElementsAre(41, 43));
  EXPECT_THAT(shard_order(epoch, {0, 2}, 2, LastBatch::drop), ElementsAre(40, 42));
  EXPECT_THAT(shard_order(epoch, {0, 2}, 2, LastBatch::wrap), ElementsAre(40, 42, 44, 41));
  EXPECT_THAT(shard_order(epoch, {1, 2}, 2, LastBatch::wrap), ElementsAre(41, 43, 40, 42));
}

TEST(ShardOrder, HoldsEachPairOnceOverAllShardsWhereTheLastBatchIsKept) {
  for (std::size_t count = 0; count <= 30; ++count) {
    for (std::size_t world = 1; world <= 5; ++world) {
      const auto uses = uses_of(count, world, 4, LastBatch::keep);
      EXPECT_EQ(uses.size(), count);
      for (const auto& [pair, times] : uses) EXPECT_EQ(times, 1) << "pair " << pair;
    }
  }
}

TEST(ShardOrder, DropsLessThanOneBatchOfEveryShard) {
  for (std::size_t count = 0; count <= 60; ++count) {
    for (std::size_t world = 1; world <= 5; ++world) {
      const auto uses = uses_of(count, world, 4, LastBatch::drop);
      EXPECT_LT(count - uses.size(), 4 * world);
      EXPECT_EQ(uses.size() % (4 * world), 0);
      for (const auto& [pair, times] : uses) EXPECT_EQ(times, 1) << "pair " << pair;
    }
  }
}

TEST(ShardOrder, WrapsLessThanOneBatchOfEveryShard) {
  for (std::size_t count = 20; count <= 60; ++count) {
    for (std::size_t world = 1; world <= 5; ++world) {
      const auto uses = uses_of(count, world, 4, LastBatch::wrap);
      EXPECT_EQ(uses.size(), count);
      std::size_t total = 0;
      for (const auto& [pair, times] : uses) total += static_cast<std::size_t>(times);
      EXPECT_EQ(total % (4 * world), 0);
      EXPECT_LT(total - count, 4 * world);
    }
  }
}

TEST(ShardOrder, WrapsManyTimesWherePairsAreFew) {
  EXPECT_THAT(shard_order({7, 8}, {0, 1}, 5, LastBatch::wrap), ElementsAre(7, 8, 7, 8, 7));
  EXPECT_THAT(shard_order({7}, {1, 2}, 2, LastBatch::wrap), ElementsAre(7, 7));
}

TEST(ShardOrder, IsEmptyWithoutPairs) {
  for (const LastBatch last_batch : {LastBatch::keep, LastBatch::drop, LastBatch::wrap}) {
    EXPECT_THAT(shard_order({}, {0, 1}, 4, last_batch), IsEmpty());
  }
}

}  // namespace
}  // namespace tintflow
