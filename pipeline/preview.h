#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "pipeline/sample_feed.h"
#include "stages/panel.h"

namespace tintflow {

/// What a network would see of some pairs.
struct Preview {
  /// A row a pair: its drawing and its ground truth in the first epoch, in the second, and so on.
  std::vector<PanelRow> rows;
  /// `id.source` is the place in the list of pairs.
  std::vector<Failure> failures;
};

/// Makes the samples of `count` pairs, spread evenly over the list, as training would in each of
/// `epochs` epochs. Throws `FatalError` as `SampleFeed::next` does.
[[nodiscard]] Preview preview_samples(const std::vector<std::filesystem::path>& pairs,
                                      const std::function<FeedStages(std::int64_t epoch)>& stages,
                                      std::size_t count, std::int64_t epochs, FeedOptions options);

}  // namespace tintflow
