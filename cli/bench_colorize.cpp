#include <algorithm>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/bench_measurements.h"
#include "cli/colorize_options.h"
#include "cli/json_lines.h"
#include "cli/measured_run.h"
#include "cli/median.h"
#include "cli/resident_generator.h"
#include "io/file_sink.h"
#include "io/file_source.h"
#include "pipeline/stage_costs.h"

namespace tintflow {
namespace {

/// What one round showed: each stage alone, the generator alone on all cores, and the graph.
struct Round {
  std::vector<StageCost> costs;
  double generator_per_second = 0;
  /// What a core does of the generator's work while all cores do, over what it does while the
  /// others are idle.
  double cores_together = 1;
  double per_second = 0;
  double share_of_others = 0;

  /// Core time of a drawing in all stages, milliseconds.
  [[nodiscard]] double core_ms() const {
    return std::accumulate(costs.begin(), costs.end(), 0.0,
                           [](double sum, const StageCost& cost) { return sum + cost.core_ms; });
  }
  /// Core time of a drawing in all but the generator, milliseconds.
  [[nodiscard]] double codec_ms() const {
    double sum = core_ms();
    for (const StageCost& cost : costs) {
      if (cost.name == "generate") sum -= cost.core_ms;
    }
    return sum;
  }
};

double codecs_per_second(const Round& round, int cores) { return cores * 1e3 / round.codec_ms(); }

/// Drawings a second that could come out at best: with a device, what the slower side allows; else
/// what the cores' time is enough for.
double ideal_per_second(const Round& round, const BenchSetup& setup) {
  const int cores = setup.graph.threads;
  if (setup.generator->waits_for_device()) {
    return std::min(round.generator_per_second, codecs_per_second(round, cores));
  }
  return cores * 1e3 / round.core_ms();
}

std::vector<StageCost> measure_costs(const BenchSetup& setup, const MeasuredDrawings& drawings,
                                     const ColorizeStages& stages) {
  FileSource source(drawings.files);
  FileSink sink(result_files(setup.scratch, drawings.files.size()));
  return measure_colorize_stages(source, stages, *setup.generator, sink, setup.graph.batch_size);
}

/// How many drawings one run takes.
std::size_t drawings_of_a_run(const BenchOptions& options, const Round& first) {
  if (options.count > 0) return static_cast<std::size_t>(options.count);
  const double count = options.run_seconds() * first.per_second;
  return std::max(static_cast<std::size_t>(count), std::size_t{32});
}

/// On as many cores as the graph has, and on one.
void measure_generator(const BenchSetup& setup, Round& round) {
  const auto rate_of = [&](int replicas) {
    return measure_resident_generator(
        *setup.generator,
        {.batch_size = setup.graph.batch_size, .side = setup.side, .replicas = replicas},
        setup.options.moment());
  };
  if (setup.generator->waits_for_device()) {
    round.generator_per_second = rate_of(1).per_second;
    return;
  }
  const ParallelRate alone = rate_of(1);
  const ParallelRate together = rate_of(setup.graph.threads);
  round.generator_per_second = together.per_second;
  round.cores_together = together.per_core_second / alone.per_core_second;
}

Round measure_round(const BenchSetup& setup, const MeasuredDrawings& drawings,
                    std::size_t drawings_of_run) {
  // The stages of one thread need no more drawings for a mean than the graph needs for its ends not
  // to count.
  const MeasuredDrawings alone = drawings.repeated(std::max<std::size_t>(drawings_of_run / 4, 1));
  const MeasuredDrawings together = drawings.repeated(drawings_of_run);
  const ColorizeOptions defaults;
  Round round;
  round.costs = measure_costs(setup, alone, make_stages(defaults, alone.formats));
  measure_generator(setup, round);
  const MeasuredRun run = measure_run(together, make_stages(defaults, together.formats),
                                      *setup.generator, setup.graph, setup.scratch);
  round.per_second = run.per_second;
  round.share_of_others = run.share_of_others;
  return round;
}

template <class Value>
double median_of(const std::vector<Round>& rounds, const Value& value) {
  std::vector<double> values;
  values.reserve(rounds.size());
  for (const Round& round : rounds) values.push_back(value(round));
  return median(values);
}

/// The cost of each stage, every round's median.
std::vector<StageCost> median_costs(const std::vector<Round>& rounds) {
  std::vector<StageCost> costs = rounds.front().costs;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    costs[i].core_ms =
        median_of(rounds, [i](const Round& round) { return round.costs[i].core_ms; });
  }
  return costs;
}

nlohmann::ordered_json to_json(const BenchSetup& setup, const MeasuredDrawings& drawings,
                               std::size_t drawings_of_run, const std::vector<Round>& rounds) {
  const int cores = setup.graph.threads;
  nlohmann::ordered_json stages = nlohmann::ordered_json::array();
  for (const StageCost& cost : median_costs(rounds)) {
    stages.push_back({{"name", cost.name}, {"core_ms", cost.core_ms}});
  }
  return {{"event", "bench_colorize"},
          {"input", drawings.name},
          {"drawings", drawings_of_run},
          {"batch_size", setup.graph.batch_size},
          {"threads", cores},
          {"core_ms", median_of(rounds, [](const Round& r) { return r.core_ms(); })},
          {"codec_core_ms", median_of(rounds, [](const Round& r) { return r.codec_ms(); })},
          {"per_second", median_of(rounds, [](const Round& r) { return r.per_second; })},
          {"generator_per_second",
           median_of(rounds, [](const Round& r) { return r.generator_per_second; })},
          {"pipeline_efficiency",
           median_of(rounds,
                     [&](const Round& r) { return r.per_second / ideal_per_second(r, setup); })},
          {"efficiency_of_free_cores",
           median_of(rounds,
                     [&](const Round& r) {
                       return r.per_second / ideal_per_second(r, setup) / (1 - r.share_of_others);
                     })},
          {"cores_together", median_of(rounds, [](const Round& r) { return r.cores_together; })},
          {"pipeline_over_generator",
           median_of(rounds, [](const Round& r) { return r.per_second / r.generator_per_second; })},
          {"codecs_over_generator", median_of(rounds,
                                              [&](const Round& r) {
                                                return codecs_per_second(r, cores) /
                                                       r.generator_per_second;
                                              })},
          {"cores_taken_by_others",
           median_of(rounds, [](const Round& r) { return r.share_of_others; })},
          {"peak_rss_mb", peak_rss_mb()},
          {"stages", stages}};
}

void print_table(const nlohmann::ordered_json& line) {
  std::cout << fmt::format("\n{}: files to files, {} threads, batches of {}\n",
                           line["input"].get<std::string>(), line["threads"].get<int>(),
                           line["batch_size"].get<int>());
  for (const auto& stage : line["stages"]) {
    std::cout << fmt::format("  {:<24}{:>9.3f} ms of one core\n", stage["name"].get<std::string>(),
                             stage["core_ms"].get<double>());
  }
  const auto figure = [&](const char* text, const char* key, const char* unit) {
    std::cout << fmt::format("  {:<24}{:>9.3f} {}\n", text, line[key].get<double>(), unit);
  };
  figure("all but generate", "codec_core_ms", "ms of one core");
  figure("in all", "core_ms", "ms of one core");
  figure("the graph", "per_second", "drawings/s");
  figure("pipeline efficiency", "pipeline_efficiency", "of cores / core time in all");
  figure("cores together", "cores_together", "of what each does alone, in the generator");
  figure("pipeline over generator", "pipeline_over_generator", "of the generator alone");
  figure("codecs over generator", "codecs_over_generator", "of the generator alone");
  const double others = line["cores_taken_by_others"].get<double>();
  if (others > 0.02) {
    std::cout << fmt::format(
        "  Other processes took {:.0f}% of the cores meanwhile: the graph's figures are too low. "
        "Of "
        "what they left, its efficiency is {:.3f}.\n",
        100 * others, line["efficiency_of_free_cores"].get<double>());
  }
}

}  // namespace

void bench_colorize(const BenchSetup& setup, const MeasuredDrawings& drawings) {
  // The first round takes memory and chooses kernels; it also tells how long a drawing takes.
  const Round first = measure_round(setup, drawings, 16);
  const std::size_t drawings_of_run = drawings_of_a_run(setup.options, first);
  std::vector<Round> rounds;
  for (int i = 0; i < setup.options.repeat; ++i) {
    rounds.push_back(measure_round(setup, drawings, drawings_of_run));
  }
  const nlohmann::ordered_json line = to_json(setup, drawings, drawings_of_run, rounds);
  if (setup.options.common.json) {
    print_json_line(line);
  } else {
    print_table(line);
  }
}

}  // namespace tintflow
