#include "pipeline/pair_loader.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace tintflow {

PairLoader::PairLoader(std::vector<std::filesystem::path> pairs, PairLoaderOptions options)
    : pairs_(std::move(pairs)), options_(std::move(options)) {}

void PairLoader::begin(LoaderPosition position) {
  stop();
  std::vector<std::size_t> epoch;
  if (options_.shuffle) {
    epoch = shuffled_order(pairs_.size(), options_.seed, position.epoch);
  } else {
    epoch.resize(pairs_.size());
    std::iota(epoch.begin(), epoch.end(), std::size_t{0});
  }
  auto order =
      shard_order(epoch, options_.shard, options_.feed.batch_size, options_.feed.last_batch);
  position_ = {position.epoch, std::min(position.pair, order.size())};
  offset_ = position_.pair;
  order.erase(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(offset_));
  source_ = std::make_unique<PairSource>(pairs_, std::move(order), options_.feed.cache);
  feed_ = std::make_unique<SampleFeed>(*source_, options_.stages(position.epoch), options_.feed);
}

void PairLoader::stop() {
  feed_.reset();
  source_.reset();
  ready_.clear();
  failures_seen_ = 0;
  at_end_ = false;
}

bool PairLoader::ready_within(std::chrono::milliseconds time) {
  return !ready_.empty() || !feed_ || feed_->ready_within(time);
}

std::optional<Result<Batch>> PairLoader::next() {
  if (ready_.empty() && feed_) fetch();
  if (ready_.empty()) {
    if (at_end_) position_.pair = pairs_per_epoch();
    return std::nullopt;
  }
  Result<Batch> item = std::move(ready_.front());
  ready_.pop_front();
  if (item) position_.pair = offset_ + item->samples.back().id.index + 1;
  return item;
}

void PairLoader::fetch() {
  auto batch = feed_->next();
  const std::uint64_t end =
      batch ? batch->samples.back().id.index : std::numeric_limits<std::uint64_t>::max();
  for (Failure& failure : feed_->failures(failures_seen_)) {
    // The feed is ahead: this pair is missing in a batch that is still to come.
    if (failure.id.index > end) break;
    ready_.emplace_back(tl::unexpected(std::move(failure)));
    ++failures_seen_;
  }
  if (batch) {
    ready_.emplace_back(std::move(*batch));
  } else {
    feed_.reset();
    at_end_ = true;
  }
}

LoaderPosition PairLoader::position() const {
  if (position_.pair < pairs_per_epoch()) return position_;
  return {position_.epoch + 1, 0};
}

std::size_t PairLoader::pairs_per_epoch() const {
  return shard_size(pairs_.size(), options_.shard, options_.feed.batch_size,
                    options_.feed.last_batch);
}

std::size_t PairLoader::batches_per_epoch() const {
  const auto batch = static_cast<std::size_t>(options_.feed.batch_size);
  return (pairs_per_epoch() + batch - 1) / batch;
}

}  // namespace tintflow
