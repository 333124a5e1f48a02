#include "pipeline/pair_source.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "stages/random_seed.h"

namespace tintflow {
namespace {

std::vector<std::filesystem::path> in_order(const std::vector<std::filesystem::path>& pairs,
                                            const std::vector<std::size_t>& order) {
  std::vector<std::filesystem::path> files;
  files.reserve(order.size());
  for (const std::size_t pair : order) files.push_back(pairs.at(pair));
  return files;
}

}  // namespace

std::vector<std::size_t> shuffled_order(std::size_t count, std::uint64_t seed,
                                        std::uint64_t epoch) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(random_seed({seed, epoch}));
  std::shuffle(order.begin(), order.end(), random);
  return order;
}

PairSource::PairSource(const std::vector<std::filesystem::path>& pairs,
                       std::vector<std::size_t> order)
    : order_(std::move(order)), files_(in_order(pairs, order_)) {}

std::optional<Result<Encoded>> PairSource::next() {
  auto item = files_.next();
  if (!item) return item;
  FrameId& id = *item ? (*item)->id : item->error().id;
  id.source = order_.at(id.index);
  return item;
}

}  // namespace tintflow
