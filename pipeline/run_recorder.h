#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

#include "io/event_file.h"
#include "pipeline/figures.h"
#include "pipeline/run_report.h"
#include "pipeline/training_run.h"

namespace tintflow {

/// Writes what a person looks at while a run goes on: an event file for TensorBoard, which a
/// resumed run goes on with in another one, and `report.html`. Throws `FatalError` where these
/// cannot be written.
class RunRecorder : public TrainingObserver {
 public:
  explicit RunRecorder(const RunFolder& folder) : folder_(folder), report_(folder) {}

  void step_finished(const TrainingState& state, const StepLosses& losses, int pairs) override;
  void epoch_finished(const EpochReport& report) override;
  void pair_failed(const std::filesystem::path& pair, const Failure& failure) override;

  /// Writes the report as the run stands, also where no epoch was finished.
  void write_report() { report_.write(failures_); }

 private:
  using Clock = std::chrono::steady_clock;

  /// Steps since the last ones that were written.
  struct Window {
    std::vector<Figure> sums;
    int steps = 0;
    int pairs = 0;
    /// Without what lies between epochs.
    Clock::duration time{};
  };

  EventFile& events(std::int64_t first_step);
  void add_panel(EventFile& events, const EpochReport& report);

  RunFolder folder_;
  RunReport report_;
  /// Made at the first event, which is where the run starts or goes on.
  std::optional<EventFile> events_;
  Window window_;
  /// When the latest step, or all work after the latest epoch, was done.
  Clock::time_point last_ = Clock::now();
  std::vector<FailedPair> failures_;
};

}  // namespace tintflow
