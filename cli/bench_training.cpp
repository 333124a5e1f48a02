#include <algorithm>
#include <iostream>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "cli/bench_measurements.h"
#include "cli/command_error.h"
#include "cli/json_lines.h"
#include "cli/learning_options.h"
#include "cli/median.h"
#include "cli/pair_stages.h"
#include "cli/parse_values.h"
#include "cli/training_cache.h"
#include "io/list_pairs.h"
#include "models/device.h"
#include "models/trainer.h"
#include "pipeline/pair_source.h"
#include "pipeline/stage_costs.h"
#include "pipeline/step_rate.h"

namespace tintflow {
namespace {

double sum_of(const std::vector<StageCost>& costs) {
  return std::accumulate(costs.begin(), costs.end(), 0.0,
                         [](double sum, const StageCost& cost) { return sum + cost.core_ms; });
}

}  // namespace

void bench_training(const BenchOptions& options) {
  TrainOptions train;
  train.pairs = options.pairs;
  const PairLayout layout = pair_layout(train);
  const Expected<PairFiles> files = list_pairs(options.pairs, layout);
  if (!files) throw NoInputError(files.error());
  train.preset = options.preset;
  const Preset networks = network_options(train);
  const int threads = thread_count(options.common);
  const int batch_size = parse_count_or_auto(options.common.batch_size, "batch-size").value_or(8);
  const Device device =
      training_device({options.common.device, parse_precision(options.common.precision)});
  const auto trainer = make_trainer(networks.generator, networks.discriminator,
                                    {.threads = threads, .device = device});
  const FeedStages stages = training_stages(train, 0);
  const auto order = [&](int epoch) {
    auto pairs = shuffled_order(files->training.size(), options.common.seed, epoch);
    pairs.resize(std::min<std::size_t>(pairs.size(),
                                       static_cast<std::size_t>(options.steps + 1) * batch_size));
    return pairs;
  };

  // What a second epoch finds decoded.
  const FeedOptions feeding{
      .threads = threads,
      .batch_size = batch_size,
      .cache = std::make_shared<SampleCache>(order(0).size() * cached_pair_size(train, layout))};
  PairSource first_epoch(files->training, order(0));
  SampleFeed filling(first_epoch, stages, feeding);
  while (filling.next()) continue;

  // The first steps take memory and choose kernels.
  static_cast<void>(measure_resident_steps(*trainer, batch_size, train.size, 2));
  std::vector<double> resident_rates;
  std::vector<double> fed_rates;
  std::vector<double> cached_rates;
  std::vector<double> feed_core_ms;
  for (int i = 0; i < options.repeat; ++i) {
    resident_rates.push_back(
        measure_resident_steps(*trainer, batch_size, train.size, options.steps).per_second());
    PairSource alone(files->training, order(i));
    feed_core_ms.push_back(sum_of(measure_feed_stages(alone, stages, batch_size)));
    PairSource pairs(files->training, order(i));
    SampleFeed feed(pairs, stages, {.threads = threads, .batch_size = batch_size});
    fed_rates.push_back(measure_fed_steps(*trainer, feed, options.steps).per_second());
    PairSource decoded(files->training, order(0));
    SampleFeed cached(decoded, stages, feeding);
    cached_rates.push_back(measure_fed_steps(*trainer, cached, options.steps).per_second());
  }

  std::vector<double> ratios;
  std::vector<double> cached_ratios;
  std::vector<double> efficiencies;
  for (int i = 0; i < options.repeat; ++i) {
    // The step owns all cores, so its core time for a pair is cores / rate.
    const double step_core_ms = threads * 1e3 / resident_rates[i];
    const double ideal = threads * 1e3 / (step_core_ms + feed_core_ms[i]);
    ratios.push_back(fed_rates[i] / resident_rates[i]);
    cached_ratios.push_back(cached_rates[i] / resident_rates[i]);
    efficiencies.push_back(fed_rates[i] / ideal);
  }
  if (options.common.json) {
    print_json_line({{"event", "bench_training"},
                     {"preset", options.preset},
                     {"batch_size", batch_size},
                     {"threads", threads},
                     {"resident_per_second", median(resident_rates)},
                     {"fed_per_second", median(fed_rates)},
                     {"feed_core_ms", median(feed_core_ms)},
                     {"fed_over_resident", median(ratios)},
                     {"cached_per_second", median(cached_rates)},
                     {"cached_over_resident", median(cached_ratios)},
                     {"training_efficiency", median(efficiencies)}});
    return;
  }
  std::cout << fmt::format(
                   "{:.2f} pairs/s on a batch in memory, {:.2f} pairs/s fed: ratio {:.3f}\n",
                   median(resident_rates), median(fed_rates), median(ratios))
            << fmt::format("{:.2f} pairs/s fed from --cache-memory: ratio {:.3f}\n",
                           median(cached_rates), median(cached_ratios))
            << fmt::format("feeding takes {:.2f} ms of one core for a pair; efficiency {:.3f}\n",
                           median(feed_core_ms), median(efficiencies));
}

}  // namespace tintflow
