#include "pipeline/sample_feed.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <variant>

#include "io/errors.h"
#include "pipeline/graph_arena.h"
#include "pipeline/reader.h"
#include "pipeline/stage_node.h"
#include "pipeline/wait_queue.h"

namespace tintflow {
namespace {

/// Takes the place in the sequence after the last admitted item.
struct EndOfEpoch {
  std::uint64_t index = 0;
};
using FeedItem = std::variant<Result<Sample>, EndOfEpoch>;
using SampleNode = StageNode<Sample, Sample>;
using NormalizeNode = StageNode<Sample, Sample, FeedItem>;
using CollectNode = tbb::flow::function_node<FeedItem>;

std::uint64_t index_of(const FeedItem& item) {
  if (const auto* end = std::get_if<EndOfEpoch>(&item)) return end->index;
  return id_of(std::get<Result<Sample>>(item)).index;
}

/// The same stage, whose samples the cache keeps.
Stage<Artwork, Sample> remembering(const Stage<Artwork, Sample>& resize,
                                   const std::shared_ptr<SampleCache>& cache) {
  if (!cache) return resize;
  return {resize.name, [resize, cache](const Artwork& artwork) {
            auto sample = resize.run(artwork);
            if (sample) cache->keep(*sample);
            return sample;
          }};
}

}  // namespace

class SampleFeed::Impl {
 public:
  Impl(Source& source, const FeedStages& stages, const FeedOptions& options)
      : options_(options),
        run_(std::max(options.in_flight, 2 * options.batch_size), options.in_flight_bytes),
        reading_(run_.metrics.add("read", Resource::reader)),
        arena_(options.threads),
        decode_(make_stage_node(graph(), stages.decode, run_)),
        split_(make_stage_node(graph(), stages.split, run_)),
        composite_(make_stage_node(graph(), stages.composite, run_)),
        crop_(make_stage_node(graph(), stages.crop, run_)),
        resize_(make_stage_node(graph(), remembering(stages.resize, options.cache), run_)),
        resized_(graph()),
        normalize_(make_stage_node<Sample, Sample, FeedItem>(graph(), stages.normalize, run_)),
        sequence_(graph(), [](const FeedItem& item) { return index_of(item); }),
        collect_(graph(), tbb::flow::serial, [this](const FeedItem& item) { collect(item); }),
        batching_(run_.metrics.add("batch")) {
    using tbb::flow::make_edge;
    make_edge(decode_, split_);
    make_edge(split_, composite_);
    make_edge(composite_, crop_);
    make_edge(crop_, resize_);
    make_edge(resize_, resized_);
    tbb::flow::sender<Result<Sample>>* last = &resized_;
    const auto append = [&](const Stage<Sample, Sample>& stage) {
      SampleNode& node = optional_.emplace_back(make_stage_node(graph(), stage, run_));
      make_edge(*last, node);
      last = &node;
    };
    if (stages.extract_lines) append(*stages.extract_lines);
    if (stages.augment) append(*stages.augment);
    for (const Stage<Sample, Sample>& stage : stages.annotate) append(stage);
    make_edge(*last, normalize_);
    make_edge(normalize_, sequence_);
    make_edge(sequence_, collect_);
    feeder_ = std::jthread([this, &source](const std::stop_token& stop) { feed(source, stop); });
  }

  ~Impl() {
    feeder_.request_stop();
    feeder_.join();
    graph().cancel();
    arena_.wait();
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  std::optional<Batch> next() {
    if (ended_) return std::nullopt;
    std::optional<Batch> batch = batches_.pop();
    if (batch) {
      for (const Sample& sample : batch->samples) run_.admission.release(sample.id.index);
      return batch;
    }
    ended_ = true;
    if (const auto reason = run_.fatal.reason()) throw FatalError(*reason);
    return std::nullopt;
  }

  bool ready_within(std::chrono::milliseconds time) { return ended_ || batches_.wait_for(time); }

  [[nodiscard]] std::vector<Failure> failures(std::size_t first) const {
    const std::scoped_lock lock(failures_mutex_);
    if (first >= failures_.size()) return {};
    return {failures_.begin() + static_cast<std::ptrdiff_t>(first), failures_.end()};
  }

  [[nodiscard]] std::vector<StageSummary> stages() const { return run_.metrics.summaries(); }

 private:
  tbb::flow::graph& graph() { return arena_.graph(); }

  void feed(Source& source, const std::stop_token& stop) {
    std::uint64_t admitted = 0;
    while (const auto item = read_next(source, reading_, run_.fatal)) {
      const std::size_t bytes = admission_cost(*item);
      if (!run_.admission.acquire(id_of(*item).index, bytes, stop, [] {})) break;
      if (auto sample = from_cache(*item)) {
        resized_.try_put(std::move(*sample));
      } else {
        decode_.try_put(*item);
      }
      ++admitted;
    }
    sequence_.try_put(EndOfEpoch{admitted});
  }

  [[nodiscard]] std::optional<Sample> from_cache(const Result<Encoded>& item) const {
    if (!options_.cache || !item) return std::nullopt;
    return options_.cache->find(item->id);
  }

  // Serial, in the source's order. A sample gives its bytes back here, since its full-size pixels
  // are gone; so the items that a batch still lacks are always admitted, and no batch goes short.
  void collect(const FeedItem& item) {
    if (std::holds_alternative<EndOfEpoch>(item)) {
      if (options_.last_batch != LastBatch::drop && !samples_.empty()) put_batch();
      batches_.push(std::nullopt);
      return;
    }
    const auto& sample = std::get<Result<Sample>>(item);
    if (!sample) return fail(sample.error());
    run_.admission.release_bytes(sample->id.index);
    samples_.push_back(*sample);
    if (static_cast<int>(samples_.size()) == options_.batch_size) put_batch();
  }

  void put_batch() {
    const std::vector<Sample> samples = std::exchange(samples_, {});
    auto batch = call_measured(batching_, static_cast<int>(samples.size()), run_.fatal,
                               [&]() -> Expected<Batch> { return make_batch(samples, pool_); });
    if (batch) {
      batches_.push(std::move(*batch));
      return;
    }
    for (const Sample& sample : samples) fail({sample.id, batching_.name(), batch.error()});
  }

  void fail(const Failure& failure) {
    {
      const std::scoped_lock lock(failures_mutex_);
      failures_.push_back(failure);
    }
    run_.admission.release(failure.id.index);
  }

  const FeedOptions options_;
  RunContext run_;
  StageMetrics& reading_;
  BufferPool pool_;
  std::vector<Sample> samples_;
  mutable std::mutex failures_mutex_;
  std::vector<Failure> failures_;
  /// Empty at the end of the epoch. The budget bounds it.
  WaitQueue<std::optional<Batch>> batches_;
  bool ended_ = false;

  GraphArena arena_;
  StageNode<Encoded, Frame> decode_;
  StageNode<Frame, Artwork> split_;
  StageNode<Artwork, Artwork> composite_;
  StageNode<Artwork, Artwork> crop_;
  StageNode<Artwork, Sample> resize_;
  /// Where samples from the cache come in.
  tbb::flow::broadcast_node<Result<Sample>> resized_;
  /// Extraction of lines, augmentation and annotations; a deque, because edges hold the nodes'
  /// addresses.
  std::deque<SampleNode> optional_;
  NormalizeNode normalize_;
  tbb::flow::sequencer_node<FeedItem> sequence_;
  CollectNode collect_;
  StageMetrics& batching_;
  std::jthread feeder_;
};

SampleFeed::SampleFeed(Source& source, const FeedStages& stages, const FeedOptions& options)
    : impl_(std::make_unique<Impl>(source, stages, options)) {}

SampleFeed::~SampleFeed() = default;

std::optional<Batch> SampleFeed::next() { return impl_->next(); }

bool SampleFeed::ready_within(std::chrono::milliseconds time) { return impl_->ready_within(time); }

std::vector<Failure> SampleFeed::failures(std::size_t first) const {
  return impl_->failures(first);
}

std::vector<StageSummary> SampleFeed::stages() const { return impl_->stages(); }

}  // namespace tintflow
