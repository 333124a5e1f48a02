#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "cli/common_options.h"
#include "cli/progress_line.h"
#include "io/output_plan.h"
#include "pipeline/metrics.h"
#include "pipeline/observer.h"

namespace tintflow {

/// Shows a colorize run to a person, and with --json to a program. Its calls come one at a time.
class RunConsole : public RunObserver {
 public:
  /// `plan[id.source]` names an item's files; the caller keeps it.
  RunConsole(const CommonOptions& options, std::span<const PlannedOutput> plan);

  void item_finished(const Result<Encoded>& item) override;

  /// The last words: what was done, with --stats the stages' times.
  void finish(const RunSummary& summary, std::uint64_t skipped);

 private:
  void show_progress();
  void show_notices(const std::string& input, const std::vector<std::string>& notices);

  const bool json_;
  const bool stats_;
  std::span<const PlannedOutput> plan_;
  ProgressLine line_;
  Progress progress_;
  /// How many pictures each notice was true of.
  std::map<std::string, std::uint64_t> notices_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Prints the JSON line that ends every run, also one that failed before its first item.
void print_summary_line(const RunSummary& summary, std::uint64_t skipped);

/// The exit status of a run; tells on the log what ended it early. `signal`: what asked to stop, or
/// 0.
[[nodiscard]] int exit_status(const RunSummary& summary, int signal);

}  // namespace tintflow
