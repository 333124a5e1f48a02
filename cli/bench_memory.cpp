#include <algorithm>
#include <atomic>
#include <iostream>

#include <fmt/format.h>
#include <malloc.h>

#include "cli/bench_measurements.h"
#include "cli/colorize_options.h"
#include "cli/json_lines.h"
#include "cli/measured_run.h"

namespace tintflow {
namespace {

/// Bytes that the program has allocated now.
std::size_t allocated_bytes() {
  const struct mallinfo2 heap = mallinfo2();
  return heap.uordblks + heap.hblkhd;
}

/// Most bytes that were allocated at the ends of a run's drawings.
std::size_t peak_of_run(const BenchSetup& setup, const MeasuredDrawings& drawings, int in_flight) {
  GraphOptions options = setup.graph;
  options.in_flight = in_flight;
  ColorizeStages stages = make_stages(ColorizeOptions{}, drawings.formats);
  std::atomic<std::size_t> peak = 0;
  const auto encode = stages.encode.run;
  stages.encode.run = [&](const Frame& frame) {
    const std::size_t now = allocated_bytes();
    std::size_t before = peak;
    while (before < now && !peak.compare_exchange_weak(before, now)) {
    }
    return encode(frame);
  };
  static_cast<void>(measure_run(drawings, stages, *setup.generator, options, setup.scratch));
  return peak;
}

}  // namespace

void bench_memory(const BenchSetup& setup, const MeasuredDrawings& drawings) {
  const MeasuredDrawings frames = drawings.repeated(setup.options.few_drawings());
  const int many = std::max<int>(static_cast<int>(frames.files.size() / 2), 2);
  const int few = std::max(many / 8, 1);
  // The first run takes what every run keeps.
  static_cast<void>(peak_of_run(setup, frames, few));
  const std::size_t small = peak_of_run(setup, frames, few);
  const std::size_t large = peak_of_run(setup, frames, many);
  constexpr double mebibyte = 1 << 20;
  const double per_token =
      static_cast<double>(large - std::min(small, large)) / (many - few) / mebibyte;
  if (setup.options.common.json) {
    print_json_line({{"event", "bench_memory"},
                     {"input", drawings.name},
                     {"mb_per_drawing_in_flight", per_token},
                     {"in_flight", setup.graph.in_flight},
                     {"peak_rss_mb", peak_rss_mb()}});
    return;
  }
  std::cout << fmt::format(
      "\nMemory: {:.2f} MiB for each drawing in flight, of which there are {}; peak {:.0f} MiB\n",
      per_token, setup.graph.in_flight, peak_rss_mb());
}

}  // namespace tintflow
