#include <iostream>
#include <numeric>
#include <vector>

#include <fmt/format.h>

#include "cli/bench_measurements.h"
#include "cli/colorize_options.h"
#include "cli/json_lines.h"
#include "cli/measured_run.h"
#include "cli/median.h"
#include "pipeline/frame_latency.h"

namespace tintflow {
namespace {

/// One drawing after the other, each alone in the graph.
GraphOptions one_at_a_time(GraphOptions options) {
  options.batch_size = 1;
  options.in_flight = 1;
  return options;
}

/// Mean time of one drawing in all stages, of a run in which it was alone; milliseconds. Reading,
/// some hundredths of one, is left out: in such a run it waits for the drawing before.
double stages_ms(const RunSummary& summary) {
  return std::accumulate(summary.stages.begin(), summary.stages.end(), 0.0,
                         [](double sum, const StageSummary& stage) {
                           return stage.name == "read" ? sum : sum + stage.mean_ms;
                         });
}

}  // namespace

void bench_latency(const BenchSetup& setup, const MeasuredDrawings& drawings) {
  const MeasuredDrawings frames = drawings.repeated(setup.options.few_drawings());
  const ColorizeStages stages = make_stages(ColorizeOptions{}, frames.formats);
  std::vector<double> idle;
  std::vector<double> loaded;
  std::vector<double> sums;
  std::vector<double> ratios;
  for (int i = 0; i < setup.options.repeat; ++i) {
    const MeasuredRun alone =
        measure_run(frames, stages, *setup.generator, one_at_a_time(setup.graph), setup.scratch,
                    Pace::one_at_a_time);
    const MeasuredRun many =
        measure_run(frames, stages, *setup.generator, setup.graph, setup.scratch);
    idle.insert(idle.end(), alone.latencies_ms.begin(), alone.latencies_ms.end());
    loaded.insert(loaded.end(), many.latencies_ms.begin(), many.latencies_ms.end());
    sums.push_back(stages_ms(alone.summary));
    ratios.push_back(percentile(alone.latencies_ms, 0.99) / sums.back());
  }
  if (setup.options.common.json) {
    print_json_line({{"event", "bench_latency"},
                     {"input", drawings.name},
                     {"idle_p50_ms", percentile(idle, 0.50)},
                     {"idle_p99_ms", percentile(idle, 0.99)},
                     {"stages_ms", median(sums)},
                     {"idle_p99_over_stages", median(ratios)},
                     {"loaded_p50_ms", percentile(loaded, 0.50)},
                     {"loaded_p99_ms", percentile(loaded, 0.99)},
                     {"in_flight", setup.graph.in_flight}});
    return;
  }
  std::cout << fmt::format(
      "\nOne {} drawing: {:.1f} ms p50, {:.1f} ms p99 when idle, {:.2f} x its stages; "
      "{:.1f} ms p50, {:.1f} ms p99 of {} in flight\n",
      drawings.name, percentile(idle, 0.50), percentile(idle, 0.99), median(ratios),
      percentile(loaded, 0.50), percentile(loaded, 0.99), setup.graph.in_flight);
}

}  // namespace tintflow
