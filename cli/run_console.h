#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/common_options.h"
#include "cli/progress_line.h"
#include "pipeline/metrics.h"
#include "pipeline/observer.h"

namespace tintflow {

/// What an item's files are called, by `FrameId::source`.
struct ItemNames {
  std::function<std::string(std::uint64_t)> input;
  std::function<std::string(std::uint64_t)> output;
};

/// How many inputs a run did not take up, and why.
struct InputsAside {
  /// Their outputs exist.
  std::uint64_t skipped = 0;
  /// Their outputs exist, but running again would make others.
  std::uint64_t kept = 0;
  /// They could not be used, and each was named.
  std::uint64_t unusable = 0;
};

/// Shows a colorize run to a person, and with --json to a program. Its calls come one at a time.
class RunConsole : public RunObserver {
 public:
  /// `total`: number of items.
  RunConsole(const CommonOptions& options, ItemNames names, std::uint64_t total);

  void item_finished(const Result<Encoded>& item) override;

  /// The last words: what was done, with --stats the stages' times.
  void finish(const RunSummary& summary, const InputsAside& aside);

 private:
  void show_progress();
  void show_notices(const std::string& input, const std::vector<std::string>& notices);

  const bool json_;
  const bool stats_;
  const ItemNames names_;
  ProgressLine line_;
  Progress progress_;
  /// How many pictures each notice was true of.
  std::map<std::string, std::uint64_t> notices_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Prints the stages' times and the bottleneck on standard error.
void print_stats(const RunSummary& summary);

/// Prints the JSON line that ends every run, also one that failed before its first item.
void print_summary_line(const RunSummary& summary, const InputsAside& aside);

/// Names an input that failed and the reason; as a JSON line too with `json`.
void print_failure(const std::string& input, const std::string& stage, const std::string& reason,
                   bool json);

/// The exit status of a run; tells on the log what ended it early. `signal`: what asked to stop, or
/// 0.
[[nodiscard]] int exit_status(const RunSummary& summary, const InputsAside& aside, int signal);

}  // namespace tintflow
