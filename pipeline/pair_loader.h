#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "pipeline/pair_source.h"
#include "pipeline/sample_feed.h"
#include "pipeline/shard.h"

namespace tintflow {

struct PairLoaderOptions {
  /// The stages of an epoch, counted from 0.
  std::function<FeedStages(std::uint64_t epoch)> stages;
  FeedOptions feed;
  /// Each epoch in an order of its own; else all in the order of the files.
  bool shuffle = true;
  /// Seeds the order of the pairs.
  std::uint64_t seed = 0;
  Shard shard;
};

/// A place in the stream of batches.
struct LoaderPosition {
  std::uint64_t epoch = 0;
  /// Pairs of the epoch's order that are used up.
  std::size_t pair = 0;

  friend bool operator==(const LoaderPosition&, const LoaderPosition&) = default;
};

/// Batches of one shard's pairs, epoch by epoch, for somebody's own training loop.
///
///     PairLoader loader(files, options);
///     for (std::uint64_t epoch = 0; epoch < epochs; ++epoch) {
///       loader.begin({epoch, 0});
///       while (const auto batch = loader.next()) ...
///     }
///
/// One thread calls it.
class PairLoader {
 public:
  PairLoader(std::vector<std::filesystem::path> pairs, PairLoaderOptions options);

  /// Prepares batches from there on, instead of those that were being prepared. Begun where an
  /// epoch was left, the batches are those that were to come.
  void begin(LoaderPosition position);
  /// Ends the epoch and the threads that prepare it.
  void stop();

  /// Waits until `next` would not wait, but not longer than that; false if it still would.
  bool ready_within(std::chrono::milliseconds time);
  /// The next batch, or the failure of a pair that it lacks before it; nothing at the end of the
  /// epoch and after `stop`. Throws `FatalError` as `SampleFeed::next` does.
  std::optional<Result<Batch>> next();

  /// Where the next batch comes from; after the last batch of an epoch the start of the next one.
  [[nodiscard]] LoaderPosition position() const;
  /// Batches in an epoch, if no pair fails.
  [[nodiscard]] std::size_t batches_per_epoch() const;
  [[nodiscard]] const std::vector<std::filesystem::path>& pairs() const { return pairs_; }

 private:
  [[nodiscard]] std::size_t pairs_per_epoch() const;
  void fetch();

  const std::vector<std::filesystem::path> pairs_;
  const PairLoaderOptions options_;
  LoaderPosition position_;
  /// Where the feed began in the epoch's order.
  std::size_t offset_ = 0;
  std::unique_ptr<PairSource> source_;
  /// Null before `begin`, and once the epoch has ended.
  std::unique_ptr<SampleFeed> feed_;
  std::size_t failures_seen_ = 0;
  std::deque<Result<Batch>> ready_;
  /// The feed has given all that it had.
  bool at_end_ = false;
};

}  // namespace tintflow
