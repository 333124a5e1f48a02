#include "pipeline/run_recorder.h"

#include <string>
#include <utility>

#include "io/errors.h"
#include "io/image_info.h"
#include "io/read_file.h"

namespace tintflow {
namespace {

/// Single steps scatter, and TensorBoard keeps some thousand points of a curve.
constexpr int kStepsPerPoint = 10;

void add_figures(EventFile& events, std::int64_t step, const std::string& group,
                 const std::vector<Figure>& all) {
  for (const Figure& figure : all) {
    events.add_scalar(step, group + '/' + figure.name, figure.value);
  }
}

}  // namespace

EventFile& RunRecorder::events(std::int64_t first_step) {
  if (!events_) events_.emplace(folder_.path, first_step);
  return *events_;
}

void RunRecorder::step_finished(const TrainingState& state, const StepLosses& losses, int pairs) {
  EventFile& file = events(state.step);
  const std::vector<Figure> step = figures(losses);
  if (window_.steps == 0) {
    window_.sums = step;
  } else {
    for (std::size_t i = 0; i < step.size(); ++i) window_.sums[i].value += step[i].value;
  }
  window_.pairs += pairs;
  const Clock::time_point now = Clock::now();
  window_.time += now - std::exchange(last_, now);
  if (++window_.steps < kStepsPerPoint) return;

  for (Figure& figure : window_.sums) figure.value /= window_.steps;
  add_figures(file, state.step, "train", window_.sums);
  const std::chrono::duration<double> seconds = window_.time;
  file.add_scalar(state.step, "train/pairs_per_second", window_.pairs / seconds.count());
  window_ = {};
}

void RunRecorder::epoch_finished(const EpochReport& report) {
  // Without a step in it, the epoch only had to be validated: all steps so far stay true.
  EventFile& file = events(report.step + 1);
  if (report.losses) {
    add_figures(file, report.step, "epoch", figures(*report.losses));
    file.add_scalar(report.step, "epoch/images_per_second", report.images_per_second);
  }
  if (report.validation) {
    add_figures(file, report.step, "validation", figures(*report.validation));
    add_panel(file, report);
  }
  report_.panel_written(report.epoch);
  write_report();
  last_ = Clock::now();
}

void RunRecorder::add_panel(EventFile& events, const EpochReport& report) {
  const std::filesystem::path panel = folder_.panel(report.epoch);
  if (!std::filesystem::exists(panel)) return;  // no validation pair of it could be used
  const auto png = read_file(panel);
  const auto info = png.and_then([](const Bytes& bytes) { return probe_image(bytes); });
  if (!info) throw FatalError(panel.string() + ": " + info.error());
  events.add_image(report.step, "panel", *png, info->size);
}

void RunRecorder::pair_failed(const std::filesystem::path& pair, const Failure& failure) {
  failures_.push_back({pair, failure.stage, failure.reason});
}

}  // namespace tintflow
