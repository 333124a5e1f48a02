#include "cli/training_pairs.h"

#include <spdlog/spdlog.h>

#include "cli/command_error.h"
#include "cli/pair_stages.h"
#include "pipeline/usable_pairs.h"

namespace tintflow {

PairFiles list_training_pairs(const TrainOptions& options) {
  Expected<PairFiles> files = list_pairs(options.pairs, pair_layout(options));
  if (!files) throw NoInputError(files.error());
  spdlog::info("pair layout: {}", to_text(pair_layout(options)));
  return std::move(*files);
}

TrainingPairs find_training_pairs(const TrainOptions& options) {
  const PairFiles files = list_training_pairs(options);
  TrainingPairs pairs;
  const auto part = [&](const std::vector<std::filesystem::path>& list) {
    UsablePairs parted =
        find_usable_pairs(list, pair_layout(options), {.max_pixels = options.max_pixels},
                          thread_count(options.common));
    pairs.unusable.insert(pairs.unusable.end(), parted.unusable.begin(), parted.unusable.end());
    pairs.failures.insert(pairs.failures.end(), parted.failures.begin(), parted.failures.end());
    return std::move(parted.usable);
  };
  pairs.usable.training = part(files.training);
  pairs.usable.validation = part(files.validation);
  pairs.usable.without_drawing = files.without_drawing;
  return pairs;
}

void report_unusable(const TrainOptions& options, const TrainingPairs& pairs,
                     TrainingObserver& observer) {
  for (std::size_t i = 0; i < pairs.unusable.size(); ++i) {
    observer.pair_failed(pairs.unusable[i], pairs.failures[i]);
  }
  if (const auto& alone = pairs.usable.without_drawing; !alone.empty()) {
    spdlog::warn("{} colored pictures have no drawing and are left out, such as {}", alone.size(),
                 alone.front().string());
  }
  if (pairs.usable.training.empty()) {
    throw NoInputError("no training pair could be used; see what each of them failed for\n" +
                       expected_pair_tree(options.pairs));
  }
}

}  // namespace tintflow
