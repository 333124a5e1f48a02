#include "cli/stage_table.h"

#include <fmt/format.h>

namespace tintflow {

std::string stage_table(std::span<const StageSummary> stages) {
  std::string table = fmt::format("{:<12}{:>8}{:>8}{:>10}{:>10}{:>10}{:>9}\n", "stage", "items",
                                  "failed", "busy s", "mean ms", "p99 ms", "threads");
  for (const StageSummary& stage : stages) {
    table +=
        fmt::format("{:<12}{:>8}{:>8}{:>10.2f}{:>10.3f}{:>10.3f}{:>9}\n", stage.name, stage.items,
                    stage.failed, stage.busy_seconds, stage.mean_ms, stage.p99_ms, stage.threads);
  }
  return table;
}

}  // namespace tintflow
