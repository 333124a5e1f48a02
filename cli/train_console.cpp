#include "cli/train_console.h"

#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/json_lines.h"
#include "cli/stage_table.h"
#include "pipeline/figures.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;

void print_epoch_line(const EpochReport& report) {
  Json line = {{"event", "epoch"}, {"epoch", report.epoch}, {"step", report.step}};
  if (report.losses) {
    for (const Figure& figure : figures(*report.losses)) line[figure.name] = figure.value;
  }
  line["images_per_second"] = report.images_per_second;
  line["seconds"] = report.seconds;
  if (report.validation) {
    Json& validation = line["validation"];
    for (const Figure& figure : figures(*report.validation)) validation[figure.name] = figure.value;
  }
  print_json_line(line);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Losses that are off are zero and left out.
std::string to_text(const std::vector<Figure>& all, const char* separator) {
  std::string text;
  for (const Figure& figure : all) {
    if (figure.value == 0) continue;
    text += fmt::format("{}{} {:#.4g}", text.empty() ? "" : separator, figure.label, figure.value);
  }
  return text;
}

std::string to_text(const EpochReport& report, int epochs) {
  std::string text = fmt::format("epoch {}/{}: {}, {:.1f} pairs/s", report.epoch, epochs,
                                 duration_text(report.seconds), report.images_per_second);
  if (report.losses) text += ", losses: " + to_text(figures(*report.losses), ", ");
  if (report.validation) {
    text += "; validation: " + to_text(figures(*report.validation), ", ");
    if (report.best) text += ", the best so far";
  }
  return text;
}

}  // namespace

TrainConsole::TrainConsole(const CommonOptions& options, const RunLength& length)
    : json_(options.json),
      stats_(options.stats),
      length_(length),
      line_(!options.quiet && !options.no_progress) {}

void TrainConsole::step_finished(const TrainingState& state, const StepLosses& losses, int pairs) {
  if (!start_state_) {
    start_state_ = state;
    start_state_->position -= pairs;
  }
  epoch_pairs_ += pairs;
  if (line_.is_due()) show_progress(state, losses);
}

void TrainConsole::show_progress(const TrainingState& state, const StepLosses& losses) {
  std::string text = fmt::format("epoch {}/{}  {}/{}  step {}  {:.1f} pairs/s", state.epoch + 1,
                                 length_.epochs, state.position, length_.pairs, state.step,
                                 epoch_pairs_ / seconds_since(epoch_start_));
  if (const auto left = seconds_left(length_, *start_state_, state, seconds_since(start_))) {
    text += "  " + duration_text(*left) + " left";
  }
  line_.show(text + "  " + to_text(figures(losses), "  "));
}

void TrainConsole::epoch_finished(const EpochReport& report) {
  line_.clear();
  spdlog::info("{}", to_text(report, length_.epochs));
  if (stats_) {
    std::cerr << stage_table(report.stages)
              << fmt::format("waited for samples: {:.2f} s of {:.2f} s\n", report.waiting_seconds,
                             report.seconds);
  }
  if (json_) print_epoch_line(report);
  epoch_pairs_ = 0;
  epoch_start_ = Clock::now();
}

void TrainConsole::pair_failed(const std::filesystem::path& pair, const Failure& failure) {
  ++failed_pairs_;
  line_.clear();
  spdlog::error("{}: {}: {}", pair.string(), failure.stage, failure.reason);
  if (!json_) return;
  print_json_line({{"event", "error"},
                   {"input", pair.string()},
                   {"stage", failure.stage},
                   {"reason", failure.reason}});
}

void TrainConsole::warned(const std::string& message) {
  line_.clear();
  spdlog::warn("{}", message);
}

}  // namespace tintflow
