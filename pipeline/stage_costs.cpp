#include "pipeline/stage_costs.h"

#include <cstdint>
#include <optional>
#include <utility>

#include <time.h>

#include "stages/batch.h"

namespace tintflow {
namespace {

double thread_milliseconds() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return 1e3 * static_cast<double>(used.tv_sec) + 1e-6 * static_cast<double>(used.tv_nsec);
}

/// Adds up processor time by stage, in the order in which the stages are first met.
class CostTable {
 public:
  template <class Function>
  auto measure(const std::string& name, Function&& function) {
    const double start = thread_milliseconds();
    auto result = function();
    entry(name).core_ms += thread_milliseconds() - start;
    return result;
  }

  template <class In, class Out>
  Expected<Out> run(const Stage<In, Out>& stage, const In& input) {
    return measure(stage.name, [&] { return stage.run(input); });
  }

  [[nodiscard]] std::vector<StageCost> per_item(std::uint64_t items) const {
    std::vector<StageCost> mean = costs_;
    for (StageCost& cost : mean) cost.core_ms /= static_cast<double>(items);
    return mean;
  }

 private:
  StageCost& entry(const std::string& name) {
    for (StageCost& cost : costs_) {
      if (cost.name == name) return cost;
    }
    return costs_.emplace_back(StageCost{name, 0});
  }

  std::vector<StageCost> costs_;
};

Expected<Sample> make_sample(const FeedStages& stages, const Encoded& encoded, CostTable& costs) {
  return costs.run(stages.decode, encoded)
      .and_then([&](const Frame& frame) { return costs.run(stages.split, frame); })
      .and_then([&](const Artwork& artwork) { return costs.run(stages.composite, artwork); })
      .and_then([&](const Artwork& artwork) { return costs.run(stages.crop, artwork); })
      .and_then([&](const Artwork& artwork) { return costs.run(stages.resize, artwork); })
      .and_then([&](const Sample& sample) -> Expected<Sample> {
        return stages.extract_lines ? costs.run(*stages.extract_lines, sample) : sample;
      })
      .and_then([&](const Sample& sample) -> Expected<Sample> {
        return stages.augment ? costs.run(*stages.augment, sample) : sample;
      })
      .and_then([&](const Sample& sample) {
        Expected<Sample> annotated = sample;
        for (const auto& stage : stages.annotate) {
          if (annotated) annotated = costs.run(stage, *annotated);
        }
        return annotated;
      })
      .and_then([&](const Sample& sample) { return costs.run(stages.normalize, sample); });
}

Expected<Sample> make_sample(const ColorizeStages& stages, const Encoded& encoded,
                             CostTable& costs) {
  return costs.run(stages.decode, encoded)
      .and_then([&](const Frame& frame) { return costs.run(stages.split, frame); })
      .and_then([&](const Artwork& artwork) { return costs.run(stages.composite, artwork); })
      .and_then([&](const Artwork& artwork) { return costs.run(stages.ink, artwork); })
      .and_then([&](const Artwork& artwork) { return costs.run(stages.clean, artwork); })
      .and_then([&](const Artwork& artwork) { return costs.run(stages.crop, artwork); })
      .and_then([&](const Artwork& artwork) { return costs.run(stages.resize, artwork); })
      .and_then([&](const Sample& sample) { return costs.run(stages.normalize, sample); });
}

/// Calls `with_batch` for each full batch and for the rest; returns the costs of an item.
template <class Stages, class WithBatch>
std::vector<StageCost> measure_batches(Source& source, const Stages& stages, int batch_size,
                                       CostTable& costs, const BufferPool& pool,
                                       const WithBatch& with_batch) {
  std::vector<Sample> waiting;
  std::uint64_t items = 0;
  const auto flush = [&] {
    items += waiting.size();
    with_batch(
        costs.measure("batch", [&] { return make_batch(std::exchange(waiting, {}), pool); }));
  };
  while (const auto item = costs.measure("read", [&] { return source.next(); })) {
    if (!*item) continue;
    if (auto sample = make_sample(stages, **item, costs)) waiting.push_back(std::move(*sample));
    if (static_cast<int>(waiting.size()) == batch_size) flush();
  }
  if (!waiting.empty()) flush();
  return costs.per_item(items);
}

}  // namespace

std::vector<StageCost> measure_colorize_stages(Source& source, const ColorizeStages& stages,
                                               const Generator& generator, Sink& sink,
                                               int batch_size) {
  CostTable costs;
  const BufferPool pool;
  return measure_batches(source, stages, batch_size, costs, pool, [&](const Batch& batch) {
    const Buffer output = costs.measure("generate", [&] {
      Buffer colors = pool.take(batch.input->size());
      generator.generate(batch, colors->data());
      return colors;
    });
    for (const Colored& colored :
         costs.measure("unbatch", [&] { return unbatch(batch, output); })) {
      const auto encoded = costs.run(stages.restore, colored).and_then([&](const Frame& frame) {
        return costs.run(stages.encode, frame);
      });
      if (encoded) costs.measure("write", [&] { return sink.write(*encoded); });
    }
  });
}

std::vector<StageCost> measure_feed_stages(Source& source, const FeedStages& stages,
                                           int batch_size) {
  CostTable costs;
  return measure_batches(source, stages, batch_size, costs, BufferPool(), [](const Batch&) {});
}

}  // namespace tintflow
