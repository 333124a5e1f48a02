#pragma once

#include <chrono>
#include <cstdint>

#include "cli/common_options.h"
#include "cli/progress_line.h"
#include "pipeline/training_run.h"

namespace tintflow {

/// Shows a training run to a person, and with --json to a program.
class TrainConsole : public TrainingObserver {
 public:
  /// `pairs`: how many an epoch has.
  TrainConsole(const CommonOptions& options, int epochs, std::uint64_t pairs);

  void step_finished(const TrainingState& state, const StepLosses& losses, int pairs) override;
  void epoch_finished(const EpochReport& report) override;
  void pair_failed(const std::filesystem::path& pair, const Failure& failure) override;
  void warned(const std::string& message) override;

  [[nodiscard]] std::uint64_t failed_pairs() const { return failed_pairs_; }

 private:
  const bool json_;
  const bool stats_;
  const int epochs_;
  ProgressLine line_;
  Progress epoch_progress_;
  std::chrono::steady_clock::time_point epoch_start_ = std::chrono::steady_clock::now();
  std::uint64_t failed_pairs_ = 0;
};

}  // namespace tintflow
