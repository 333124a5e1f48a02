#include "pipeline/colorize_graph.h"

#include <cassert>
#include <chrono>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "pipeline/batcher.h"
#include "pipeline/film_nodes.h"
#include "pipeline/generate_node.h"
#include "pipeline/graph_arena.h"
#include "pipeline/reader.h"
#include "pipeline/stage_node.h"
#include "pipeline/ticker.h"
#include "pipeline/writers.h"

namespace tintflow {
namespace {

using BatcherNode =
    tbb::flow::multifunction_node<BatcherInput, std::tuple<std::vector<Sample>, Result<Colored>>>;
using AssembleNode = tbb::flow::function_node<std::vector<Sample>, BatchResult<Batch>>;
using UnbatchNode =
    tbb::flow::multifunction_node<BatchResult<GeneratedBatch>, std::tuple<Result<Colored>>>;
using DeliverNode = tbb::flow::function_node<Result<Encoded>>;

/// The colorize graph: decode to encode, with the batches in the middle.
class ColorizeGraph {
 public:
  ColorizeGraph(const ColorizeStages& stages, const Generator& generator,
                const GraphOptions& options, ResultQueue& results, RunContext& run)
      : arena_(options.threads),
        batcher_(options.batch_size, options.batch_timeout, options.ordered),
        decode_(make_stage_node(graph(), stages.decode, run)),
        split_(make_stage_node(graph(), stages.split, run)),
        composite_(make_stage_node(graph(), stages.composite, run)),
        ink_(make_stage_node(graph(), stages.ink, run)),
        clean_(make_stage_node(graph(), stages.clean, run)),
        crop_(make_stage_node(graph(), stages.crop, run)),
        resize_(make_stage_node(graph(), stages.resize, run)),
        normalize_(make_stage_node<Sample, Sample, BatcherInput>(graph(), stages.normalize, run)),
        batch_(make_batcher_node(run)),
        assemble_(make_assemble_node(run)),
        generate_(graph(), generator, pool_, run),
        unbatch_(make_unbatch_node(run)),
        restore_(make_stage_node(graph(), stages.restore, run)),
        encode_(make_stage_node(graph(), stages.encode, run)),
        sequence_(graph(), [](const Result<Encoded>& item) { return id_of(item).index; }),
        deliver_(graph(), tbb::flow::serial,
                 [&results](const Result<Encoded>& item) { results.push(item); }),
        ticker_([this] { nudge(); }) {
    using tbb::flow::make_edge;
    using tbb::flow::output_port;
    make_edge(decode_, split_);
    make_edge(split_, composite_);
    make_edge(composite_, ink_);
    make_edge(ink_, clean_);
    make_edge(clean_, crop_);
    make_edge(crop_, resize_);
    make_edge(normalize_, batch_);
    make_edge(output_port<0>(batch_), assemble_);
    make_edge(assemble_, generate_.input());
    make_edge(generate_.output(), unbatch_);
    connect_generator(stages.film, options.ordered, run);
    make_edge(restore_, encode_);
    if (options.ordered) {
      make_edge(encode_, sequence_);
      make_edge(sequence_, deliver_);
    } else {
      make_edge(encode_, deliver_);
    }
  }

  ~ColorizeGraph() {
    ticker_.stop();
    arena_.wait();
  }
  ColorizeGraph(const ColorizeGraph&) = delete;
  ColorizeGraph& operator=(const ColorizeGraph&) = delete;

  void put(const Result<Encoded>& item) { decode_.try_put(item); }
  void nudge() { batch_.try_put(Nudge{}); }
  [[nodiscard]] std::uint64_t reused() const { return film_ ? film_->reused() : 0; }
  [[nodiscard]] std::size_t references_used() const { return film_ ? film_->references_used() : 0; }

 private:
  tbb::flow::graph& graph() { return arena_.graph(); }

  /// What lies before and behind the generator, where a film's steps have their place.
  void connect_generator(const FilmSteps& steps, [[maybe_unused]] bool ordered, RunContext& run) {
    using tbb::flow::make_edge;
    auto& failures = tbb::flow::output_port<1>(batch_);  // past the generator
    auto& colored = tbb::flow::output_port<0>(unbatch_);
    if (!steps.any()) {
      make_edge(resize_, normalize_);
      make_edge(failures, restore_);
      make_edge(colored, restore_);
      return;
    }
    assert(ordered);
    film_.emplace(graph(), steps, run);
    make_edge(resize_, film_->samples());
    make_edge(film_->fresh(), normalize_);
    make_edge(film_->passed(), batch_);
    make_edge(failures, film_->colored());
    make_edge(colored, film_->colored());
    make_edge(film_->settled(), restore_);
  }

  BatcherNode make_batcher_node(RunContext& run) {
    return {graph(), tbb::flow::serial,
            [this, &run](const BatcherInput& input, BatcherNode::output_ports_type& ports) {
              const auto now = Batcher::Clock::now();
              if (std::holds_alternative<Passed>(input)) batcher_.pass();
              if (const auto* item = std::get_if<Result<Sample>>(&input)) {
                batcher_.arrive(*item, now);
                if (!*item) std::get<1>(ports).try_put(tl::unexpected(item->error()));
              }
              const auto due = batcher_.take_due(run.admission.state(), now);
              ticker_.set(batcher_.deadline());
              if (due) std::get<0>(ports).try_put(*due);
            }};
  }

  AssembleNode make_assemble_node(RunContext& run) {
    StageMetrics& metrics = run.metrics.add("batch");
    return {graph(), tbb::flow::unlimited,
            [this, &metrics, &run](const std::vector<Sample>& samples) -> BatchResult<Batch> {
              auto batch =
                  call_measured(metrics, static_cast<int>(samples.size()), run.fatal,
                                [&]() -> Expected<Batch> { return make_batch(samples, pool_); });
              if (batch) return std::move(*batch);
              return tl::unexpected(fail_all(samples, metrics.name(), batch.error()));
            }};
  }

  UnbatchNode make_unbatch_node(RunContext& run) {
    StageMetrics& metrics = run.metrics.add("unbatch");
    return {graph(), tbb::flow::unlimited,
            [&metrics, &run](const BatchResult<GeneratedBatch>& item,
                             UnbatchNode::output_ports_type& ports) {
              const auto put_failures = [&](const std::vector<Failure>& failures) {
                for (const Failure& failure : failures) {
                  std::get<0>(ports).try_put(tl::unexpected(failure));
                }
              };
              if (!item) return put_failures(item.error());
              auto colored = call_measured(metrics, item->batch.count(), run.fatal,
                                           [&]() -> Expected<std::vector<Colored>> {
                                             return unbatch(item->batch, item->output);
                                           });
              if (!colored) {
                return put_failures(fail_all(item->batch.samples, metrics.name(), colored.error()));
              }
              for (Colored& one : *colored) std::get<0>(ports).try_put(std::move(one));
            }};
  }

  GraphArena arena_;
  BufferPool pool_;
  Batcher batcher_;
  StageNode<Encoded, Frame> decode_;
  StageNode<Frame, Artwork> split_;
  StageNode<Artwork, Artwork> composite_;
  StageNode<Artwork, Artwork> ink_;
  StageNode<Artwork, Artwork> clean_;
  StageNode<Artwork, Artwork> crop_;
  StageNode<Artwork, Sample> resize_;
  StageNode<Sample, Sample, BatcherInput> normalize_;
  BatcherNode batch_;
  AssembleNode assemble_;
  GenerateNode generate_;
  UnbatchNode unbatch_;
  std::optional<FilmNodes> film_;
  StageNode<Colored, Frame> restore_;
  StageNode<Frame, Encoded> encode_;
  tbb::flow::sequencer_node<Result<Encoded>> sequence_;
  /// Serial and right behind the sequencer: a node between them could reorder.
  DeliverNode deliver_;
  Ticker ticker_;
};

/// Admits items until the source ends, a stop is requested, or admission is closed.
/// True when the source's end was seen.
bool admit_all(Source& source, ColorizeGraph& graph, std::size_t pictures_per_item,
               StageMetrics& reading, RunContext& run, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto item = read_next(source, reading, run.fatal);
    if (!item) return !run.fatal.reason();
    if (!run.admission.acquire(id_of(*item).index, admission_cost(*item, pictures_per_item), stop,
                               [&] { graph.nudge(); })) {
      return false;
    }
    graph.put(*item);
  }
  return false;
}

}  // namespace

RunSummary run_colorize(Source& source, const ColorizeStages& stages, const Generator& generator,
                        Sink& sink, const GraphOptions& options, RunObserver& observer,
                        const std::stop_token& stop) {
  const auto start = std::chrono::steady_clock::now();
  const int writer_count = options.ordered ? 1 : options.writers;
  RunSummary summary;
  RunContext run(options.in_flight, options.in_flight_bytes);
  StageMetrics& reading = run.metrics.add("read", Resource::reader);
  ResultQueue results;
  ColorizeGraph graph(stages, generator, options, results, run);
  Writers writers(results, sink, observer, run, writer_count);
  const bool saw_end = admit_all(source, graph, options.pictures_per_item, reading, run, stop);
  run.admission.end();
  graph.nudge();
  run.admission.wait_until_idle();

  summary.stopped = !saw_end && stop.stop_requested();
  summary.inputs = run.admission.state().admitted;
  summary.written = writers.written();
  summary.failed = writers.failed();
  summary.reused = graph.reused();
  summary.references_used = graph.references_used();
  summary.in_flight_peak = run.admission.peak();
  summary.stages = run.metrics.summaries();
  summary.bottleneck = find_bottleneck(summary.stages, options.threads, writer_count);
  summary.fatal_error = run.fatal.reason();
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return summary;
}

}  // namespace tintflow
