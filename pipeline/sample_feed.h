#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "io/frame.h"
#include "io/source.h"
#include "pipeline/metrics.h"
#include "stages/batch.h"
#include "stages/sample.h"
#include "stages/sample_cache.h"
#include "stages/stage.h"

namespace tintflow {

/// The steps that make training samples of picture pairs. Each is called from many threads at once.
struct FeedStages {
  Stage<Encoded, Frame> decode;
  Stage<Frame, Artwork> split;
  Stage<Artwork, Artwork> composite;
  Stage<Artwork, Artwork> crop;
  Stage<Artwork, Sample> resize;
  /// None when validating.
  std::optional<Stage<Sample, Sample>> augment;
  /// What is derived of the sample as it then is: regions, hints. In this order.
  std::vector<Stage<Sample, Sample>> annotate = {};
  Stage<Sample, Sample> normalize;
  /// Before `augment`; none where pairs have drawings.
  std::optional<Stage<Sample, Sample>> extract_lines = std::nullopt;
};

/// What becomes of the samples at the end that do not fill a batch.
enum class LastBatch {
  keep,
  drop,
  /// The source fills the batch up, as `shard_order` does; what failures leave short is kept.
  wrap,
};

struct FeedOptions {
  /// Worker threads that prepare samples, beside the thread that calls `next`.
  int threads = 1;
  int batch_size = 8;
  /// Most samples between the source and `next`; at least two batches are always allowed.
  int in_flight = 0;
  /// Most bytes that the pictures in preparation may take by `admission_cost`.
  std::size_t in_flight_bytes = std::size_t{1} << 30;
  LastBatch last_batch = LastBatch::keep;
  /// Keeps samples as `resize` makes them, so that later feeds need not decode them again; null:
  /// nothing is kept.
  std::shared_ptr<SampleCache> cache = nullptr;
};

/// Prepares batches ahead of whoever calls `next`: the training graph, or one's own training loop.
///
/// Batches hold the source's items in its order, less those that failed, whatever the number of
/// threads.
///
///     SampleFeed feed(source, stages, {.threads = 2, .batch_size = 8});
///     while (const auto batch = feed.next()) trainer.step(*batch);
class SampleFeed {
 public:
  /// Starts at once. `source` must outlive the feed.
  SampleFeed(Source& source, const FeedStages& stages, const FeedOptions& options);
  /// Returns soon even in the middle of an epoch: what is being prepared is thrown away.
  ~SampleFeed();

  /// The next batch, waiting for it if need be; nothing at the end. One thread calls it. Throws
  /// `FatalError` after the last good batch when a stage or the source made going on pointless.
  std::optional<Batch> next();

  /// Waits until `next` would not wait, but not longer than that; false if it still would.
  bool ready_within(std::chrono::milliseconds time);

  /// What failed so far, from the `first` failure on, in the source's order: at least all among the
  /// items before the end of the last batch.
  [[nodiscard]] std::vector<Failure> failures(std::size_t first = 0) const;
  [[nodiscard]] std::vector<StageSummary> stages() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tintflow
