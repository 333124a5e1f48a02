#include "pipeline/shard.h"

#include <cassert>

namespace tintflow {
namespace {

std::size_t divide_up(std::size_t count, std::size_t divisor) {
  return (count + divisor - 1) / divisor;
}

}  // namespace

std::size_t shard_size(std::size_t count, Shard shard, int batch_size, LastBatch last_batch) {
  assert(shard.rank < shard.world && batch_size > 0);
  const auto batch = static_cast<std::size_t>(batch_size);
  switch (last_batch) {
    case LastBatch::drop:
      return count / shard.world / batch * batch;
    case LastBatch::wrap:
      return divide_up(divide_up(count, shard.world), batch) * batch;
    case LastBatch::keep:
      break;
  }
  return count / shard.world + (shard.rank < count % shard.world ? 1 : 0);
}

std::vector<std::size_t> shard_order(const std::vector<std::size_t>& epoch, Shard shard,
                                     int batch_size, LastBatch last_batch) {
  const std::size_t size = shard_size(epoch.size(), shard, batch_size, last_batch);
  std::vector<std::size_t> order;
  order.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    order.push_back(epoch[(shard.rank + i * shard.world) % epoch.size()]);
  }
  return order;
}

}  // namespace tintflow
