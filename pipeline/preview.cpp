#include "pipeline/preview.h"

#include <algorithm>
#include <map>
#include <utility>

#include "pipeline/pair_source.h"

namespace tintflow {

Preview preview_samples(const std::vector<std::filesystem::path>& pairs,
                        const std::function<FeedStages(std::int64_t epoch)>& stages,
                        std::size_t count, std::int64_t epochs, FeedOptions options) {
  count = std::min(count, pairs.size());
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(i * pairs.size() / count);
  options.last_batch = LastBatch::keep;

  Preview preview;
  std::map<std::uint64_t, PanelRow> row_of_pair;
  for (std::int64_t epoch = 0; epoch < epochs; ++epoch) {
    PairSource source(pairs, chosen);
    SampleFeed feed(source, stages(epoch), options);
    while (const auto batch = feed.next()) {
      for (int i = 0; i < batch->count(); ++i) {
        PanelRow& row = row_of_pair[batch->samples[i].id.source];
        row.push_back(picture_at(batch->input, batch->side, i));
        row.push_back(picture_at(batch->target, batch->side, i));
      }
    }
    if (epoch == 0) preview.failures = feed.failures();
  }
  for (auto& [pair, row] : row_of_pair) preview.rows.push_back(std::move(row));
  return preview;
}

}  // namespace tintflow
