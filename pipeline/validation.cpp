#include "pipeline/validation.h"

#include <numeric>
#include <set>
#include <utility>

#include <oneapi/tbb/parallel_for.h>

#include "pipeline/pair_source.h"

namespace tintflow {
namespace {

std::set<std::size_t> spread_evenly(std::size_t count, std::size_t total) {
  std::set<std::size_t> chosen;
  for (std::size_t i = 0; i < count && total > 0; ++i) chosen.insert(i * total / count);
  return chosen;
}

}  // namespace

Validation validate(const Generator& generator, const std::vector<std::filesystem::path>& pairs,
                    const FeedStages& stages, FeedOptions options, std::size_t panel_rows,
                    const std::stop_token& stop) {
  const std::set<std::size_t> shown = spread_evenly(panel_rows, pairs.size());
  std::vector<std::size_t> order(pairs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  PairSource source(pairs, std::move(order));
  options.last_batch = LastBatch::keep;
  options.cache = nullptr;  // It would take these pairs for those of the training set.
  SampleFeed feed(source, stages, options);

  Validation result;
  ImageMetrics sum;
  const BufferPool pool;
  while (const auto batch = feed.next()) {
    if (stop.stop_requested()) {
      result.stopped = true;
      break;
    }
    const Buffer output = pool.take(batch->input->size());
    generator.generate(*batch, output->data());
    std::vector<ImageMetrics> metrics(batch->samples.size());
    tbb::parallel_for(0, batch->count(), [&](int i) {
      metrics[i] = compare_images(picture_at(output, batch->side, i),
                                  picture_at(batch->target, batch->side, i));
    });
    for (int i = 0; i < batch->count(); ++i) {
      sum.l1 += metrics[i].l1;
      sum.psnr += metrics[i].psnr;
      sum.ssim += metrics[i].ssim;
      ++result.pairs;
      if (!shown.contains(batch->samples[i].id.source)) continue;
      result.panel.push_back({picture_at(batch->input, batch->side, i),
                              picture_at(batch->target, batch->side, i),
                              picture_at(output, batch->side, i)});
    }
  }
  result.failures = feed.failures();
  if (result.pairs > 0) {
    const auto count = static_cast<double>(result.pairs);
    result.metrics = ImageMetrics{sum.l1 / count, sum.psnr / count, sum.ssim / count};
  }
  return result;
}

}  // namespace tintflow
