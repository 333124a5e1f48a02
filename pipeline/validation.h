#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

#include "pipeline/sample_feed.h"
#include "stages/generator.h"
#include "stages/image_metrics.h"
#include "stages/panel.h"

namespace tintflow {

/// How near a generator's pictures come to the ground truth.
struct Validation {
  /// Means over the pairs that did not fail; none if there were none.
  std::optional<ImageMetrics> metrics;
  std::size_t pairs = 0;
  /// Drawing, ground truth and prediction of a few pairs spread evenly over the set.
  std::vector<PanelRow> panel;
  std::vector<Failure> failures;
  /// A stop was requested before all pairs were seen.
  bool stopped = false;
};

/// Runs the generator over all pairs in their order. `stages` should not augment. Throws
/// `FatalError` as `SampleFeed::next` does, and what the generator throws.
[[nodiscard]] Validation validate(const Generator& generator,
                                  const std::vector<std::filesystem::path>& pairs,
                                  const FeedStages& stages, FeedOptions options,
                                  std::size_t panel_rows, const std::stop_token& stop);

}  // namespace tintflow
