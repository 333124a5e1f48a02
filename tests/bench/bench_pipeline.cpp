#include <benchmark/benchmark.h>

#include "pipeline/admission.h"
#include "pipeline/graph_overhead.h"
#include "pipeline/metrics.h"

namespace tintflow {
namespace {

/// The colorize graph with stages that do nothing. The counter is processor time of all threads,
/// microseconds for one item and node.
void empty_graph(benchmark::State& state) {
  constexpr std::uint64_t items = 5'000;
  const int threads = static_cast<int>(state.range(0));
  double sum = 0;
  for (auto _ : state) {
    sum += measure_graph_overhead(
               items,
               {.threads = threads, .batch_size = 4, .in_flight = static_cast<int>(state.range(1))})
               .core_us_per_node();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(items));
  state.counters["us_per_node"] = sum / static_cast<double>(state.iterations());
}
BENCHMARK(empty_graph)
    ->ArgNames({"threads", "in_flight"})
    ->ArgsProduct({{1, 2}, {24, 512}})
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

void count_one_call(benchmark::State& state) {
  StageMetrics metrics("stage", Resource::cores);
  for (auto _ : state) const StageMetrics::Call call(metrics, 1);
}
BENCHMARK(count_one_call);

void admit_and_release(benchmark::State& state) {
  Admission admission(8, std::size_t{1} << 30);
  std::uint64_t index = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(admission.acquire(index, 1000, {}, [] {}));
    admission.release(index++);
  }
}
BENCHMARK(admit_and_release);

}  // namespace
}  // namespace tintflow
