#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "pipeline/metrics.h"
#include "pipeline/run_folder.h"
#include "pipeline/sample_feed.h"
#include "stages/image_metrics.h"
#include "stages/trainer.h"

namespace tintflow {

/// The pairs of a training run, and what makes samples of them.
struct TrainingData {
  std::vector<std::filesystem::path> training;
  /// May be empty; then no epoch is better than another, and the latest generator is kept.
  std::vector<std::filesystem::path> validation;
  /// The stages of an epoch, counted from 0: augmentation differs from one to the next.
  std::function<FeedStages(std::int64_t epoch)> training_stages;
  FeedStages validation_stages;
};

struct TrainingOptions {
  RunFolder folder;
  int epochs = 1;
  /// Seeds the order of the pairs.
  std::uint64_t seed = 0;
  /// Ends the run after the step in which this time is over; 0 is no limit.
  double max_minutes = 0;
  /// Go on from the folder's newest checkpoint, or where it is damaged from the one before.
  bool resume = false;
  /// Saves a checkpoint after the step in which this time has passed since the last; 0 is never.
  double save_minutes = 10;
  /// Checkpoints to keep, beside the best.
  int keep = 2;
  int samples_per_panel = 8;
  FeedOptions feed;
  /// Goes into `generator.safetensors`, beside what the run adds: epochs, steps, seed and figures.
  std::map<std::string, std::string> metadata;
};

struct EpochReport {
  /// Counted from 1.
  std::int64_t epoch = 0;
  /// Over all epochs.
  std::int64_t step = 0;
  /// Means over the epoch's steps since the run was started or resumed; none if there were none.
  std::optional<StepLosses> losses;
  double images_per_second = 0;
  /// Of the training steps, without validation.
  double seconds = 0;
  /// Part of `seconds` in which the trainer waited for samples.
  double waiting_seconds = 0;
  std::optional<ImageMetrics> validation;
  /// The best so far: smallest validation L1.
  bool best = false;
  /// False where `max_minutes` cut the epoch short.
  bool complete = true;
  std::vector<StageSummary> stages;
};

/// Is told of a training run's progress, on the thread that runs it.
class TrainingObserver {
 public:
  virtual ~TrainingObserver() = default;

  /// `pairs`: how many the step had.
  virtual void step_finished(const TrainingState& state, const StepLosses& losses, int pairs) = 0;
  virtual void epoch_finished(const EpochReport& report) = 0;
  /// Called once for a pair, however many epochs it fails in.
  virtual void pair_failed(const std::filesystem::path& pair, const Failure& failure) = 0;
  /// Something that does not end the run, but that somebody should know.
  virtual void warned(const std::string& /*message*/) {}
};

struct TrainingSummary {
  TrainingState state;
  /// A stop was requested before the last epoch ended.
  bool stopped = false;
  /// `max_minutes` were over before the last epoch ended.
  bool out_of_time = false;
};

/// Trains for the epochs that are left, writing what `RunFolder` names.
///
/// Each epoch sees every training pair once, in an order that seed and epoch decide, and ends with
/// validation, a panel, a row of the log and checkpoints. A stop request takes effect after the
/// current step: the last checkpoint then holds how many pairs of the order are used up, so that a
/// resumed run makes the very batches that were left. When the time is over, the unfinished epoch
/// is validated and logged too, and its rest is resumed likewise.
///
/// Checkpoints get names of their own, so that none is overwritten by the next. Throws `FatalError`
/// (also when the folder is not fit, a file cannot be written, no pair can be used, or losses are
/// not finite or explode, which names the last good checkpoint) and what the trainer throws.
TrainingSummary run_training(const TrainingData& data, Trainer& trainer,
                             const TrainingOptions& options, TrainingObserver& observer,
                             const std::stop_token& stop);

}  // namespace tintflow
