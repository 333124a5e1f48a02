#pragma once

#include <string>
#include <vector>

#include "io/sink.h"
#include "io/source.h"
#include "pipeline/colorize_graph.h"
#include "pipeline/sample_feed.h"
#include "stages/generator.h"

namespace tintflow {

/// What a stage costs when nothing else runs.
struct StageCost {
  std::string name;
  /// Processor time of the calling thread for one item, milliseconds.
  double core_ms = 0;
};

/// Takes every item of the source through the stages one by one on the calling thread, without a
/// graph, so that the sum of the costs says how fast a graph could be at best:
/// cores / sum. Items that fail are left out. Throws what source, generator and sink throw.
[[nodiscard]] std::vector<StageCost> measure_colorize_stages(Source& source,
                                                             const ColorizeStages& stages,
                                                             const Generator& generator, Sink& sink,
                                                             int batch_size);

/// The same for the stages that make training samples.
[[nodiscard]] std::vector<StageCost> measure_feed_stages(Source& source, const FeedStages& stages,
                                                         int batch_size);

}  // namespace tintflow
