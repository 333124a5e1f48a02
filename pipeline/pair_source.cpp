#include "pipeline/pair_source.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "io/file_source.h"
#include "io/read_file.h"
#include "stages/random_seed.h"

namespace tintflow {
std::vector<std::size_t> shuffled_order(std::size_t count, std::uint64_t seed,
                                        std::uint64_t epoch) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::mt19937_64 random(random_seed({seed, epoch}));
  std::shuffle(order.begin(), order.end(), random);
  return order;
}

PairSource::PairSource(const std::vector<std::filesystem::path>& pairs,
                       std::vector<std::size_t> order, std::shared_ptr<const SampleCache> cache)
    : pairs_(pairs), order_(std::move(order)), cache_(std::move(cache)) {}

std::optional<Result<Encoded>> PairSource::next() {
  if (position_ == order_.size()) return std::nullopt;
  const FrameId id{order_[position_], position_};
  ++position_;
  if (cache_ && cache_->contains(id.source)) return Encoded{id, nullptr, {}, 8};
  auto bytes = read_file(pairs_.at(id.source));
  if (!bytes) return tl::unexpected(Failure{id, "read", std::move(bytes.error())});
  return encoded_picture(id, std::move(*bytes));
}

}  // namespace tintflow
