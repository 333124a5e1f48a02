#include "cli/train_preview.h"

#include <spdlog/spdlog.h>

#include "cli/command_error.h"
#include "cli/exit_code.h"
#include "cli/pair_stages.h"
#include "cli/write_panel.h"
#include "pipeline/preview.h"

namespace tintflow {

int preview_training_pairs(const TrainOptions& options,
                           const std::vector<std::filesystem::path>& pairs) {
  constexpr std::int64_t epochs = 4;
  const Preview preview = preview_samples(
      pairs, [&](std::int64_t epoch) { return training_stages(options, epoch); },
      static_cast<std::size_t>(options.preview), epochs, {.threads = thread_count(options.common)});
  for (const Failure& failure : preview.failures) {
    spdlog::error("{}: {}: {}", pairs[failure.id.source].string(), failure.stage, failure.reason);
  }
  if (preview.rows.empty()) throw NoInputError("none of the chosen pairs can be shown");
  const auto file = std::filesystem::path(options.run_folder) / "preview.png";
  write_panel(preview.rows, 1, file);
  spdlog::info("{}: {} pairs, drawing and truth in {} epochs", file.string(), preview.rows.size(),
               epochs);
  return preview.failures.empty() ? exit_ok : exit_some_failed;
}

}  // namespace tintflow
