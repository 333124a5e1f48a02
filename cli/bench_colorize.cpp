#include <filesystem>
#include <iostream>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/bench_options.h"
#include "cli/colorize_options.h"
#include "cli/command_error.h"
#include "cli/json_lines.h"
#include "cli/median.h"
#include "cli/open_generator.h"
#include "io/errors.h"
#include "io/file_sink.h"
#include "io/file_source.h"
#include "io/list_inputs.h"
#include "pipeline/stage_costs.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

/// A folder for results, removed with what is in it.
class ScratchFolder {
 public:
  ScratchFolder() : path_(fs::temp_directory_path() / fmt::format("tintflow-bench-{}", getpid())) {
    fs::create_directories(path_);
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Fails the measurement on the first item that fails: what is left out is not measured.
class StrictObserver : public RunObserver {
 public:
  void item_finished(const Result<Encoded>& item) override {
    if (!item) throw FatalError(item.error().stage + ": " + item.error().reason);
  }
};

std::vector<fs::path> drawings_to_color(const BenchOptions& options) {
  const InputList list = list_inputs(std::vector{options.drawings});
  if (!list.problems.empty()) {
    const InputProblem& problem = list.problems.front();
    throw NoInputError(problem.input + ": " + problem.reason);
  }
  std::vector<fs::path> paths;
  paths.reserve(static_cast<std::size_t>(options.count));
  for (int i = 0; i < options.count; ++i)
    paths.push_back(list.path_of(list.files[i % list.files.size()]));
  return paths;
}

/// What one pass over the drawings showed.
struct Measurement {
  std::vector<StageCost> costs;
  double per_second = 0;

  [[nodiscard]] double core_ms() const {
    return std::accumulate(costs.begin(), costs.end(), 0.0,
                           [](double sum, const StageCost& cost) { return sum + cost.core_ms; });
  }
  [[nodiscard]] double efficiency(int cores) const {
    return per_second / (cores * 1e3 / core_ms());
  }
};

/// The cost of each stage, every measurement's median.
std::vector<StageCost> median_costs(const std::vector<Measurement>& measurements) {
  std::vector<StageCost> costs = measurements.front().costs;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    std::vector<double> values;
    values.reserve(measurements.size());
    for (const Measurement& one : measurements) values.push_back(one.costs[i].core_ms);
    costs[i].core_ms = median(values);
  }
  return costs;
}

}  // namespace

void bench_colorize(const BenchOptions& options) {
  const std::vector<fs::path> drawings = drawings_to_color(options);
  const GraphOptions graph = graph_options(options.common);
  const ColorizeOptions colorize;
  const auto [device, generator] = open_generator(options.common, colorize.size);
  const ScratchFolder scratch;
  std::vector<fs::path> outputs;
  for (std::size_t i = 0; i < drawings.size(); ++i) {
    outputs.push_back(scratch.path() / fmt::format("{}.png", i));
  }
  const ColorizeStages stages =
      make_stages(colorize, std::vector<ImageFormat>(drawings.size(), ImageFormat::png));

  std::vector<Measurement> measurements;
  for (int i = 0; i < options.repeat; ++i) {
    FileSink sink(outputs);
    FileSource alone(drawings);
    Measurement one;
    one.costs = measure_colorize_stages(alone, stages, *generator, sink, graph.batch_size);
    FileSource together(drawings);
    StrictObserver observer;
    const RunSummary summary =
        run_colorize(together, stages, *generator, sink, graph, observer, {});
    if (summary.fatal_error) throw FatalError(*summary.fatal_error);
    one.per_second = static_cast<double>(summary.written) / summary.seconds;
    measurements.push_back(std::move(one));
  }

  std::vector<double> rates;
  std::vector<double> core_times;
  std::vector<double> efficiencies;
  for (const Measurement& one : measurements) {
    rates.push_back(one.per_second);
    core_times.push_back(one.core_ms());
    efficiencies.push_back(one.efficiency(graph.threads));
  }
  const std::vector<StageCost> costs = median_costs(measurements);
  if (options.common.json) {
    nlohmann::ordered_json stages_json = nlohmann::ordered_json::array();
    for (const StageCost& cost : costs) {
      stages_json.push_back({{"name", cost.name}, {"core_ms", cost.core_ms}});
    }
    print_json_line({{"event", "bench_colorize"},
                     {"drawings", drawings.size()},
                     {"batch_size", graph.batch_size},
                     {"threads", graph.threads},
                     {"core_ms", median(core_times)},
                     {"per_second", median(rates)},
                     {"pipeline_efficiency", median(efficiencies)},
                     {"peak_rss_mb", peak_rss_mb()},
                     {"stages", stages_json}});
    return;
  }
  for (const StageCost& cost : costs) {
    std::cout << fmt::format("{:<12}{:>9.3f} ms of one core\n", cost.name, cost.core_ms);
  }
  std::cout << fmt::format("{:<12}{:>9.3f} ms of one core\n", "in all", median(core_times))
            << fmt::format(
                   "{:.1f} drawings/s with {} threads and batches of {}: efficiency {:.3f}\n",
                   median(rates), graph.threads, graph.batch_size, median(efficiencies));
}

}  // namespace tintflow
