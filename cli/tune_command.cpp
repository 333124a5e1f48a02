#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <memory>
#include <numeric>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/bottleneck_advice.h"
#include "cli/colorize_options.h"
#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "cli/measured_run.h"
#include "cli/median.h"
#include "cli/open_generator.h"
#include "cli/scratch_folder.h"
#include "cli/tune_options.h"
#include "cli/tuning_cache.h"
#include "cli/tuning_candidates.h"
#include "pipeline/contest.h"

namespace po = boost::program_options;

namespace tintflow {
namespace {

/// Runs of the graph that fill the time given, about: some rounds of all candidates and a final.
constexpr double kRunsInTime = 60;
constexpr int kSyntheticDrawings = 16;
/// Share of the cores in other hands that makes the outcome doubtful.
constexpr double kBusyMachine = 0.1;

/// Measures the graph with one setting after the other on the same drawings.
class Tuning {
 public:
  explicit Tuning(const TuneOptions& options)
      : options_(options),
        device_(choose_device({options.common.device, parse_precision(options.common.precision)})),
        candidates_(tuning_candidates(options.common, device_)),
        drawings_(options.input.empty()
                      ? make_drawings(scratch_.path(), ImageFormat::png, kSyntheticDrawings)
                      : drawings_of(options.input)) {
    // The first run of each precision takes memory and chooses kernels.
    for (std::size_t i = candidates_.size(); i-- > 0;) {
      if (!generators_.contains(candidates_[i].precision)) (void)measure(i);
    }
    const double per_second = measure(0);
    const double drawings = per_second * options.seconds / kRunsInTime;
    drawings_of_run_ = std::max(drawings_of_run_, static_cast<std::size_t>(drawings));
  }

  [[nodiscard]] const std::vector<TunedSettings>& candidates() const { return candidates_; }

  ContestResult run() {
    return run_contest({.contestants = candidates_.size(),
                        .measure = [this](std::size_t candidate) { return measure(candidate); },
                        .elapsed = [this] { return elapsed(); },
                        .seconds = options_.seconds});
  }

  /// What the last run with these settings showed.
  [[nodiscard]] const RunSummary& summary_of(std::size_t candidate) const {
    return summaries_.at(candidate);
  }

  /// Share of the cores that other processes took during half of the runs or more.
  [[nodiscard]] double share_of_others() const { return median(others_); }

 private:
  [[nodiscard]] double elapsed() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

  const Generator& generator_for(const TunedSettings& settings) {
    auto& generator = generators_[settings.precision];
    if (!generator) {
      CommonOptions common = options_.common;
      common.precision = settings.precision;
      generator = open_generator(common, ColorizeOptions{}.size).generator;
    }
    return *generator;
  }

  /// Drawings a second.
  double measure(std::size_t candidate) {
    const TunedSettings& settings = candidates_[candidate];
    const MeasuredDrawings drawings = drawings_.repeated(drawings_of_run_);
    const MeasuredRun run = measure_run(
        drawings, make_stages(ColorizeOptions{}, drawings.formats), generator_for(settings),
        graph_options(with_settings(options_.common, settings)), scratch_.path());
    summaries_[candidate] = run.summary;
    others_.push_back(run.share_of_others);
    return run.per_second;
  }

  const TuneOptions& options_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  const ScratchFolder scratch_;
  const Device device_;
  const std::vector<TunedSettings> candidates_;
  const MeasuredDrawings drawings_;
  std::map<std::string, std::unique_ptr<Generator>> generators_;
  std::map<std::size_t, RunSummary> summaries_;
  std::vector<double> others_;
  std::size_t drawings_of_run_ = 8;
};

std::string to_text(const TunedSettings& settings) {
  return fmt::format("{:<10}{:>6}{:>9}{:>11}", settings.precision, settings.batch_size,
                     settings.threads, settings.in_flight);
}

nlohmann::ordered_json to_json(const TunedSettings& settings) {
  return {{"precision", settings.precision},
          {"batch_size", settings.batch_size},
          {"threads", settings.threads},
          {"in_flight", settings.in_flight}};
}

void print_candidates(const Tuning& tuning, const ContestResult& result, bool as_json) {
  if (!as_json) {
    std::cout << "precision  batch  threads  in flight  drawings/s  over the rule  runs\n";
  }
  for (std::size_t i = 0; i < tuning.candidates().size(); ++i) {
    const Contestant& contestant = result.contestants[i];
    if (contestant.rates.empty()) continue;
    const double rate = median(contestant.rates);
    const double ratio = contestant.ratios.empty() ? 1 : median(contestant.ratios);
    if (as_json) {
      nlohmann::ordered_json line = to_json(tuning.candidates()[i]);
      line.update({{"event", "candidate"},
                   {"per_second", rate},
                   {"over_rule", ratio},
                   {"runs", contestant.rates.size()}});
      print_json_line(line);
    } else {
      std::cout << fmt::format("{}{:>12.1f}{:>15.3f}{:>6}{}\n", to_text(tuning.candidates()[i]),
                               rate, ratio, contestant.rates.size(), i == 0 ? "  (the rule)" : "");
    }
  }
}

/// Over the rule, as the final showed; 1 where the rule stays.
double gain_of(const ContestResult& result) {
  if (result.winner == 0) return 1;
  return std::accumulate(result.final_ratios.begin(), result.final_ratios.end(), 0.0) /
         static_cast<double>(result.final_ratios.size());
}

void print_winner(const Tuning& tuning, const ContestResult& result, const std::string& file,
                  bool as_json) {
  const TunedSettings& winner = tuning.candidates()[result.winner];
  const RunSummary& summary = tuning.summary_of(result.winner);
  if (as_json) {
    nlohmann::ordered_json line = {{"event", "tuned"}};
    line.update(to_json(winner));
    line.update({{"over_rule", gain_of(result)},
                 {"bottleneck", summary.bottleneck},
                 {"advice", bottleneck_advice(summary)},
                 {"file", file}});
    print_json_line(line);
    return;
  }
  const std::string why =
      result.winner == 0
          ? "nothing was faster than the built-in rule by more than the noise"
          : fmt::format("{:.3f} x the built-in rule in {} pairs of runs, at least {:.3f}",
                        gain_of(result), result.final_ratios.size(),
                        proven_ratio(result.final_ratios));
  std::cout << fmt::format("\n--precision {} --batch-size {} -j {} --in-flight {}: {}\n{}\n",
                           winner.precision, winner.batch_size, winner.threads, winner.in_flight,
                           why, bottleneck_advice(summary));
  if (!file.empty()) std::cout << fmt::format("stored in {}, where colorize finds it\n", file);
}

}  // namespace

CommandLine describe(TuneOptions& values) {
  po::options_description options("Options");
  options.add_options()  //
      ("seconds", po::value(&values.seconds)->default_value(values.seconds),
       "how long to measure")  //
      ("dry-run", po::bool_switch(&values.dry_run), "measure, but store nothing");
  options.add(describe(values.common));
  return {
      .synopsis = "tune [INPUT] [options]",
      .description =
          "Finds the batch size, threads, drawings in flight and precision that color fastest on\n"
          "this machine with this model, by measuring the whole graph on the pictures of INPUT or "
          "on\n"
          "synthetic drawings. 'colorize' then takes them wherever an option is 'auto'. An option\n"
          "that is given stays as it is. Where nothing beats the built-in rule by more than the\n"
          "noise, the rule stays.",
      .examples =
          "tintflow tune\n"
          "tintflow tune sketches/ --seconds 30\n"
          "tintflow tune --model runs/first/generator.safetensors --json\n",
      .options = options,
      .positional = "input",
      .positional_value = po::value(&values.input),
  };
}

int run_tune_command(const Arguments& arguments) {
  TuneOptions options;
  if (!parse_command_line(describe(options), arguments)) return exit_ok;
  set_up_log(options.common);
  if (!(options.seconds > 0 && options.seconds <= 3600)) {
    throw UsageError("--seconds takes a number above 0, 3600 at most");
  }
  Tuning tuning(options);
  const ContestResult result = tuning.run();
  if (tuning.share_of_others() > kBusyMachine) {
    spdlog::warn("other processes took {:.0f}% of the cores: tune again when they are idle",
                 100 * tuning.share_of_others());
  }
  print_candidates(tuning, result, options.common.json);
  std::string file;
  if (!options.dry_run) {
    file = TuningCache().store(tuning_key(options.common), tuning.candidates()[result.winner]);
  }
  print_winner(tuning, result, file, options.common.json);
  return exit_ok;
}

}  // namespace tintflow
