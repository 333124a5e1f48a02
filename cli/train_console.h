#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "cli/common_options.h"
#include "cli/progress_line.h"
#include "pipeline/time_left.h"
#include "pipeline/training_run.h"

namespace tintflow {

/// Shows a training run to a person, and with --json to a program.
class TrainConsole : public TrainingObserver {
 public:
  TrainConsole(const CommonOptions& options, const RunLength& length);

  void step_finished(const TrainingState& state, const StepLosses& losses, int pairs) override;
  void epoch_finished(const EpochReport& report) override;
  void pair_failed(const std::filesystem::path& pair, const Failure& failure) override;
  void warned(const std::string& message) override;

  [[nodiscard]] std::uint64_t failed_pairs() const { return failed_pairs_; }

 private:
  using Clock = std::chrono::steady_clock;

  void show_progress(const TrainingState& state, const StepLosses& losses);

  const bool json_;
  const bool stats_;
  const RunLength length_;
  ProgressLine line_;
  const Clock::time_point start_ = Clock::now();
  /// Where the run was started or resumed; known after its first step.
  std::optional<TrainingState> start_state_;
  Clock::time_point epoch_start_ = start_;
  /// Since `epoch_start_`.
  int epoch_pairs_ = 0;
  std::uint64_t failed_pairs_ = 0;
};

}  // namespace tintflow
