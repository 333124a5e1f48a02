#include "pipeline/pair_source.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include "io/file_source.h"
#include "io/list_pairs.h"
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

Result<Encoded> read_pair(FrameId id, const std::filesystem::path& pair) {
  auto bytes = read_file(pair);
  if (!bytes) return tl::unexpected(Failure{id, "read", std::move(bytes.error())});
  Encoded encoded = encoded_picture(id, std::move(*bytes));
  const auto color_file = colored_picture_of(pair);
  if (!color_file) return encoded;
  auto color = read_file(*color_file);
  if (!color) {
    return tl::unexpected(Failure{id, "read", color_file->string() + ": " + color.error()});
  }
  encoded.color = std::make_shared<const Bytes>(std::move(*color));
  return encoded;
}

PairSource::PairSource(const std::vector<std::filesystem::path>& pairs,
                       std::vector<std::size_t> order, std::shared_ptr<const SampleCache> cache)
    : pairs_(pairs), order_(std::move(order)), cache_(std::move(cache)) {}

std::optional<Result<Encoded>> PairSource::next() {
  if (position_ == order_.size()) return std::nullopt;
  const FrameId id{order_[position_], position_};
  ++position_;
  if (cache_ && cache_->contains(id.source)) return Encoded{id, nullptr, {}, 8};
  return read_pair(id, pairs_.at(id.source));
}

}  // namespace tintflow
