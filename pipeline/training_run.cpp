#include "pipeline/training_run.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <set>
#include <string>
#include <utility>

#include "io/atomic_file.h"
#include "io/encode_image.h"
#include "io/errors.h"
#include "pipeline/loss_watch.h"
#include "pipeline/pair_source.h"
#include "pipeline/training_log.h"
#include "pipeline/validation.h"
#include "stages/panel.h"

namespace tintflow {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPanelCell = 256;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

void write_panel(const std::filesystem::path& file, const std::vector<PanelRow>& rows) {
  const auto png = encode_image({draw_panel(rows, kPanelCell), {}}, {});
  if (!png) throw FatalError(file.string() + ": " + png.error());
  const auto written = write_file_atomically(file, *png);
  if (!written) throw FatalError(file.string() + ": " + written.error());
}

/// Sums losses up to their mean.
class MeanLosses {
 public:
  void add(const StepLosses& losses) {
    sum_.generator_gan += losses.generator_gan;
    sum_.generator_l1 += losses.generator_l1;
    sum_.discriminator += losses.discriminator;
    sum_.region += losses.region;
    sum_.flat += losses.flat;
    sum_.palette += losses.palette;
    sum_.feature += losses.feature;
    sum_.total_variation += losses.total_variation;
    ++steps_;
  }

  [[nodiscard]] std::optional<StepLosses> mean() const {
    if (steps_ == 0) return std::nullopt;
    return StepLosses{.generator_gan = sum_.generator_gan / steps_,
                      .generator_l1 = sum_.generator_l1 / steps_,
                      .discriminator = sum_.discriminator / steps_,
                      .region = sum_.region / steps_,
                      .flat = sum_.flat / steps_,
                      .palette = sum_.palette / steps_,
                      .feature = sum_.feature / steps_,
                      .total_variation = sum_.total_variation / steps_};
  }

 private:
  StepLosses sum_;
  int steps_ = 0;
};

class TrainingRun {
 public:
  TrainingRun(const TrainingData& data, Trainer& trainer, const TrainingOptions& options,
              TrainingObserver& observer, const std::stop_token& stop)
      : data_(data),
        trainer_(trainer),
        options_(options),
        observer_(observer),
        stop_(stop),
        state_(start_state()),
        earlier_seconds_(state_.seconds),
        log_(options.folder.log(), state_.step) {}

  TrainingSummary run() {
    while (state_.epoch < options_.epochs && !stopped_ && !out_of_time_) run_epoch();
    const bool unfinished = state_.epoch < options_.epochs;
    return {state_, unfinished && stopped_, unfinished && out_of_time_};
  }

 private:
  TrainingState start_state() {
    const auto fit = check_run_folder(options_.folder, options_.resume);
    if (!fit) throw FatalError(fit.error());
    std::filesystem::create_directories(options_.folder.checkpoints());
    return options_.resume ? load_newest_checkpoint() : TrainingState{};
  }

  /// Where no checkpoint can be loaded, what is wrong with the newest is thrown.
  TrainingState load_newest_checkpoint() {
    const auto files = options_.folder.resumable_checkpoints();
    std::exception_ptr first_error;
    std::string reason;
    for (const std::filesystem::path& file : files) {
      try {
        const TrainingState state = trainer_.load_checkpoint(file);
        if (first_error) {
          observer_.warned(reason + "; going on from " + file.string() +
                           " instead, which is at step " + std::to_string(state.step));
        }
        last_good_checkpoint_ = file;
        return state;
      } catch (const WeightsError& error) {
        if (first_error) continue;
        first_error = std::current_exception();
        reason = error.what();
      }
    }
    std::rethrow_exception(first_error);
  }

  void save_checkpoint() {
    const std::filesystem::path file = options_.folder.checkpoint(state_.step);
    trainer_.save_checkpoint(file, state_);
    last_good_checkpoint_ = file;
    last_save_ = Clock::now();
    prune_checkpoints(options_.folder, static_cast<std::size_t>(options_.keep));
  }

  /// A step whose losses are sound.
  StepLosses step(const Batch& batch) {
    trainer_.set_progress(progress());
    StepLosses losses;
    try {
      losses = trainer_.step(batch);
    } catch (const FatalError& error) {
      throw FatalError(error.what() + last_good_checkpoint());
    }
    end_where("L1", losses.generator_l1, l1_watch_);
    end_where("palette", losses.palette, palette_watch_);
    return losses;
  }

  /// Ends the run where a loss explodes. One that is off stays 0.
  void end_where(const std::string& name, double loss, LossWatch& watch) const {
    if (!watch.explodes(loss)) return;
    throw FatalError("training diverged: the " + name + " loss rose from " +
                     std::to_string(watch.level()) + " to " + std::to_string(loss) +
                     "; go on with a smaller learning rate" + last_good_checkpoint());
  }

  [[nodiscard]] std::string last_good_checkpoint() const {
    if (last_good_checkpoint_.empty()) return "; there is no checkpoint yet";
    return "; the last good checkpoint is " + last_good_checkpoint_.string();
  }

  [[nodiscard]] std::int64_t pair_count() const {
    return static_cast<std::int64_t>(data_.training.size());
  }

  /// Share of the run that is done: of its epochs, or of its time if that is further. The first
  /// depends on finished work alone, so that a resumed run sees the same.
  [[nodiscard]] double progress() const {
    const double epochs = static_cast<double>(state_.epoch) +
                          static_cast<double>(state_.position) / static_cast<double>(pair_count());
    const double share = epochs / options_.epochs;
    if (options_.max_minutes <= 0) return share;
    return std::max(share, state_.seconds / (earlier_seconds_ + options_.max_minutes * 60));
  }

  void run_epoch() {
    EpochReport report = train_epoch();
    if (!stopped_) stopped_ = stop_.stop_requested();
    if (stopped_) return save_stopped();
    const Validation validation =
        validate(trainer_.generator(), data_.validation, data_.validation_stages, options_.feed,
                 static_cast<std::size_t>(options_.samples_per_panel), stop_);
    report_failures(data_.validation, validation.failures);
    stopped_ = validation.stopped;
    if (stopped_) return save_stopped();

    report.validation = validation.metrics;
    report.best = !validation.metrics || validation.metrics->l1 < state_.best_l1;
    if (validation.metrics) state_.best_l1 = std::min(state_.best_l1, validation.metrics->l1);
    if (report.complete) {
      ++state_.epoch;
      state_.position = 0;
    }
    save_epoch(report, validation.panel);
    observer_.epoch_finished(report);
  }

  /// Trains on what is left of the epoch.
  EpochReport train_epoch() {
    auto order = shuffled_order(data_.training.size(), options_.seed,
                                static_cast<std::uint64_t>(state_.epoch));
    const std::int64_t offset = state_.position;
    order.erase(order.begin(), order.begin() + std::min(offset, pair_count()));
    PairSource source(data_.training, std::move(order), options_.feed.cache);
    SampleFeed feed(source, data_.training_stages(state_.epoch), options_.feed);

    const Clock::time_point start = Clock::now();
    EpochReport report;
    MeanLosses losses;
    std::int64_t pairs = 0;
    while (!stopped_ && !out_of_time_) {
      const Clock::time_point asked = Clock::now();
      const auto batch = feed.next();
      report.waiting_seconds += seconds_since(asked);
      if (!batch) {
        state_.position = pair_count();
        break;
      }
      const StepLosses step_losses = step(*batch);
      losses.add(step_losses);
      pairs += batch->count();
      ++state_.step;
      state_.position = offset + static_cast<std::int64_t>(batch->samples.back().id.index) + 1;
      state_.seconds = earlier_seconds_ + seconds_since(start_);
      observer_.step_finished(state_, step_losses, batch->count());
      stopped_ = stop_.stop_requested();
      out_of_time_ = options_.max_minutes > 0 && seconds_since(start_) > options_.max_minutes * 60;
      const bool save =
          options_.save_minutes > 0 && seconds_since(last_save_) > options_.save_minutes * 60;
      if (save && !stopped_ && !out_of_time_) save_checkpoint();
    }
    report_failures(data_.training, feed.failures());
    if (offset == 0 && pairs == 0) {
      throw FatalError("no training pair could be used; see what each of them failed for");
    }
    report.epoch = state_.epoch + 1;
    report.step = state_.step;
    report.losses = losses.mean();
    report.seconds = seconds_since(start);
    report.images_per_second = static_cast<double>(pairs) / report.seconds;
    report.complete = state_.position >= pair_count();
    report.stages = feed.stages();
    return report;
  }

  void report_failures(const std::vector<std::filesystem::path>& pairs,
                       const std::vector<Failure>& failures) {
    for (const Failure& failure : failures) {
      const auto& pair = pairs.at(failure.id.source);
      if (reported_.insert(pair).second) observer_.pair_failed(pair, failure);
    }
  }

  void save_stopped() {
    save_checkpoint();
    if (!std::filesystem::exists(options_.folder.generator())) save_generator({});
  }

  void save_epoch(const EpochReport& report, const std::vector<PanelRow>& panel) {
    const RunFolder& folder = options_.folder;
    if (!panel.empty()) write_panel(folder.panel(report.epoch), panel);
    if (report.best) {
      save_generator(report.validation);
      trainer_.save_checkpoint(folder.best_checkpoint(), state_);
    }
    save_checkpoint();
    log_.append(report);
  }

  void save_generator(const std::optional<ImageMetrics>& metrics) {
    auto metadata = options_.metadata;
    metadata["epochs"] = std::to_string(state_.epoch);
    metadata["steps"] = std::to_string(state_.step);
    metadata["seed"] = std::to_string(options_.seed);
    if (metrics) {
      metadata["validation_l1"] = std::to_string(metrics->l1);
      metadata["validation_psnr"] = std::to_string(metrics->psnr);
      metadata["validation_ssim"] = std::to_string(metrics->ssim);
    }
    trainer_.save_generator(options_.folder.generator(), metadata);
  }

  const TrainingData& data_;
  Trainer& trainer_;
  const TrainingOptions& options_;
  TrainingObserver& observer_;
  const std::stop_token& stop_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point last_save_ = start_;
  std::filesystem::path last_good_checkpoint_;
  LossWatch l1_watch_;
  LossWatch palette_watch_;
  TrainingState state_;
  const double earlier_seconds_;
  TrainingLog log_;
  bool stopped_ = false;
  bool out_of_time_ = false;
  std::set<std::filesystem::path> reported_;
};

}  // namespace

TrainingSummary run_training(const TrainingData& data, Trainer& trainer,
                             const TrainingOptions& options, TrainingObserver& observer,
                             const std::stop_token& stop) {
  return TrainingRun(data, trainer, options, observer, stop).run();
}

}  // namespace tintflow
