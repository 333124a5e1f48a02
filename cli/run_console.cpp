#include "cli/run_console.h"

#include <iostream>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "cli/stage_table.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const StageSummary& stage) {
  return {{"name", stage.name},           {"items", stage.items},     {"failed", stage.failed},
          {"busy_s", stage.busy_seconds}, {"mean_ms", stage.mean_ms}, {"p99_ms", stage.p99_ms},
          {"threads", stage.threads}};
}

double per_second(const RunSummary& summary) {
  return summary.seconds > 0 ? summary.written / summary.seconds : 0;
}

}  // namespace

void print_stats(const RunSummary& summary) {
  std::cerr << stage_table(summary.stages)
            << fmt::format("bottleneck: {}; at most {} in flight; peak memory {:.0f} MiB\n",
                           summary.bottleneck, summary.in_flight_peak, peak_rss_mb());
}

void print_summary_line(const RunSummary& summary, const InputsAside& aside) {
  Json stages = Json::array();
  for (const StageSummary& stage : summary.stages) stages.push_back(to_json(stage));
  print_json_line({{"event", "summary"},
                   {"inputs", summary.inputs + aside.skipped + aside.kept + aside.unusable},
                   {"written", summary.written},
                   {"skipped", aside.skipped + aside.kept},
                   {"kept", aside.kept},
                   {"failed", summary.failed + aside.unusable},
                   {"reused", summary.reused},
                   {"seconds", summary.seconds},
                   {"per_second", per_second(summary)},
                   {"peak_rss_mb", peak_rss_mb()},
                   {"bottleneck", summary.bottleneck},
                   {"stages", stages}});
}

void print_failure(const std::string& input, const std::string& stage, const std::string& reason,
                   bool json) {
  spdlog::error("{}: {}: {}", input, stage, reason);
  if (!json) return;
  print_json_line({{"event", "error"}, {"input", input}, {"stage", stage}, {"reason", reason}});
}

RunConsole::RunConsole(const CommonOptions& options, ItemNames names, std::uint64_t total)
    : json_(options.json),
      stats_(options.stats),
      names_(std::move(names)),
      line_(!options.quiet && !options.no_progress) {
  progress_.total = total;
}

void RunConsole::item_finished(const Result<Encoded>& item) {
  ++progress_.done;
  if (item) {
    const std::string input = names_.input(item->id.source);
    show_notices(input, item->notices);
    if (json_) {
      print_json_line({{"event", "item"},
                       {"input", input},
                       {"output", names_.output(item->id.source)},
                       {"width", item->size.width},
                       {"height", item->size.height}});
    }
  } else {
    const Failure& failure = item.error();
    ++progress_.failed;
    line_.clear();
    print_failure(names_.input(failure.id.source), failure.stage, failure.reason, json_);
  }
  if (line_.is_due()) show_progress();
}

void RunConsole::show_notices(const std::string& input, const std::vector<std::string>& notices) {
  for (const std::string& notice : notices) {
    if (json_) print_json_line({{"event", "notice"}, {"input", input}, {"notice", notice}});
    // A folder of scans would repeat one notice thousands of times; the end tells how often.
    if (++notices_[notice] > 1) continue;
    line_.clear();
    spdlog::warn("{}: {}", input, notice);
  }
}

void RunConsole::show_progress() {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  progress_.seconds = elapsed.count();
  line_.show(to_text(progress_));
  if (!json_) return;
  print_json_line({{"event", "progress"},
                   {"done", progress_.done},
                   {"total", *progress_.total},
                   {"failed", progress_.failed},
                   {"per_second", progress_.per_second()},
                   {"eta_s", progress_.seconds_left().value_or(0)}});
}

void RunConsole::finish(const RunSummary& summary, const InputsAside& aside) {
  line_.clear();
  for (const auto& [notice, count] : notices_) {
    if (count > 1) spdlog::warn("{} more: {}", count - 1, notice);
  }
  std::string text = fmt::format("{} colored in {:.1f} s ({:.1f}/s)", summary.written,
                                 summary.seconds, per_second(summary));
  const std::uint64_t failed = summary.failed + aside.unusable;
  if (summary.reused > 0) text += fmt::format(", {} reused", summary.reused);
  if (aside.skipped > 0) text += fmt::format(", {} skipped", aside.skipped);
  if (aside.kept > 0) text += fmt::format(", {} kept as they were", aside.kept);
  if (failed > 0) text += fmt::format(", {} failed", failed);
  spdlog::info("{}", text);
  if (stats_) print_stats(summary);
  if (json_) print_summary_line(summary, aside);
}

int exit_status(const RunSummary& summary, const InputsAside& aside, int signal) {
  if (summary.fatal_error) {
    spdlog::error("the run ended early: {}", *summary.fatal_error);
    return exit_run_ended;
  }
  if (signal != 0) return 128 + signal;
  const bool all_done = summary.failed + aside.unusable + aside.kept == 0;
  return all_done ? exit_ok : exit_some_failed;
}

}  // namespace tintflow
