#pragma once

#include <filesystem>
#include <vector>

#include "cli/measured_drawings.h"
#include "pipeline/colorize_graph.h"
#include "pipeline/frame_latency.h"
#include "stages/generator.h"

namespace tintflow {

/// A run of the whole graph, files to files.
struct MeasuredRun {
  double per_second = 0;
  /// From asking for a drawing until its result is written, of each; milliseconds.
  std::vector<double> latencies_ms;
  RunSummary summary;
  /// Share of the cores that other processes took meanwhile.
  double share_of_others = 0;
};

/// Colors drawings through the graph into `folder`. The first item that fails ends it with a
/// `FatalError`: what is left out is not measured. `Pace::one_at_a_time` needs batches of one.
[[nodiscard]] MeasuredRun measure_run(const MeasuredDrawings& drawings,
                                      const ColorizeStages& stages, const Generator& generator,
                                      const GraphOptions& options,
                                      const std::filesystem::path& folder,
                                      Pace pace = Pace::as_admitted);

/// Where `measure_run` writes the results of so many drawings.
[[nodiscard]] std::vector<std::filesystem::path> result_files(const std::filesystem::path& folder,
                                                              std::size_t count);

}  // namespace tintflow
