#include <iostream>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <spdlog/spdlog.h>

#include "cli/colorize_options.h"
#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/evaluate_options.h"
#include "cli/evaluate_video.h"
#include "cli/evaluation_report.h"
#include "cli/evaluation_stages.h"
#include "cli/example_keeper.h"
#include "cli/exit_code.h"
#include "cli/feature_collector.h"
#include "cli/json_lines.h"
#include "cli/open_generator.h"
#include "cli/pair_stages.h"
#include "cli/run_console.h"
#include "cli/signals.h"
#include "io/atomic_file.h"
#include "io/errors.h"
#include "io/list_pairs.h"
#include "models/engine.h"
#include "models/feature_extractor.h"
#include "pipeline/evaluation.h"
#include "pipeline/pair_source.h"
#include "pipeline/pair_stages.h"

namespace tintflow {
namespace {

/// Pictures of full size that are measured at once: pair, result and the answers without a model.
constexpr std::size_t pictures_per_pair = 8;

class NowhereSink : public Sink {
 public:
  Expected<void> write(const Encoded&) override { return {}; }
};

std::vector<OpenedGenerator> open_generators(const EvaluateOptions& options) {
  std::vector<OpenedGenerator> generators;
  generators.push_back(open_generator(options.common, options.size, options.choice));
  if (!options.compare.empty()) {
    CommonOptions other = options.common;
    other.model = options.compare;
    generators.push_back(open_generator(other, options.size));
  }
  return generators;
}

/// A way to color the pairs, whose results are measured.
struct Contender {
  std::string name;
  const Generator* generator;
  int hints;
};

std::string name_of_hints(int hints) {
  if (hints == 0) return "no hints";
  return hints == 1 ? "1 hint" : std::to_string(hints) + " hints";
}

/// The model and the one that it is compared with, or the model with each number of hints.
std::vector<Contender> contenders(const std::vector<OpenedGenerator>& generators,
                                  const std::vector<int>& hints) {
  std::vector<Contender> all;
  if (hints.size() > 1) {
    for (const int count : hints) {
      all.push_back({name_of_hints(count), generators.front().generator.get(), count});
    }
    return all;
  }
  for (const OpenedGenerator& opened : generators) {
    all.push_back(
        {all.empty() ? "model" : "compared model", opened.generator.get(), hints.front()});
  }
  return all;
}

std::vector<std::string> names_of(const std::vector<Contender>& contenders) {
  std::vector<std::string> names;
  for (const Contender& contender : contenders) names.push_back(contender.name);
  return names;
}

void announce(const EvaluateOptions& options, std::size_t pairs, const Device& device,
              const GraphOptions& graph) {
  spdlog::info("{} pairs, model {}, {} {}", pairs, options.common.model, device.name(),
               device.precision_name());
  if (!options.common.json) return;
  print_json_line({{"event", "start"},
                   {"command", "evaluate"},
                   {"inputs", pairs},
                   {"model", options.common.model},
                   {"hints", hint_counts(options)},
                   {"device", device.name()},
                   {"precision", device.precision_name()},
                   {"batch_size", graph.batch_size},
                   {"threads", graph.threads},
                   {"in_flight", graph.in_flight}});
}

TrainingSurvey survey(const std::vector<std::filesystem::path>& training, const Split& split,
                      int threads, const std::stop_token& stop) {
  spdlog::info("looking through {} training pairs", training.size());
  TrainingSurvey survey = survey_training_pairs(training, split, threads, stop);
  if (survey.unreadable > 0) {
    spdlog::warn("{} training pairs cannot be read and are left out of the answers without a model",
                 survey.unreadable);
  }
  return survey;
}

/// One after the other, so that each has the whole machine; those behind one that ended early are
/// left out.
RunSummary color_pairs(const std::vector<std::filesystem::path>& pairs,
                       const std::vector<Contender>& contenders, const EvaluateOptions& options,
                       const Split& split, Evaluation& evaluation, const GraphOptions& graph,
                       RunConsole& console, const std::stop_token& stop) {
  RunSummary all;
  NowhereSink sink;
  std::vector<std::size_t> in_order(pairs.size());
  std::iota(in_order.begin(), in_order.end(), std::size_t{0});
  for (std::size_t model = 0; model < contenders.size(); ++model) {
    PairSource source(pairs, in_order);
    ColorizeStages stages =
        evaluation_stages(options, split, pairs.size(), contenders[model].hints);
    stages.encode = evaluation.measuring(static_cast<int>(model));
    const RunSummary run =
        run_colorize(source, stages, *contenders[model].generator, sink, graph, console, stop);
    if (model == 0) {
      all = run;
    } else {
      all.inputs += run.inputs;
      all.written += run.written;
      all.failed += run.failed;
      all.seconds += run.seconds;
      all.stopped = run.stopped;
      all.fatal_error = run.fatal_error;
    }
    if (run.stopped || run.fatal_error) break;
  }
  return all;
}

void write_report(const std::string& file, const Expected<std::string>& text) {
  const auto written = text.and_then([&](const std::string& content) {
    return write_file_atomically(
        file, std::span(reinterpret_cast<const std::uint8_t*>(content.data()), content.size()));
  });
  if (!written) throw FatalError(file + ": " + written.error());
  spdlog::info("wrote {}", file);
}

void tell(const EvaluateOptions& options, const EvaluationReport& report) {
  if (options.common.json) {
    print_evaluation_lines(report);
  } else {
    std::cout << evaluation_table(report) << std::flush;
  }
  if (!options.csv.empty()) write_report(options.csv, evaluation_csv(report));
  if (!options.html.empty()) write_report(options.html, evaluation_html(report));
}

}  // namespace

int run_evaluate_command(const Arguments& arguments) {
  EvaluateOptions options;
  if (!parse_command_line(describe(options), arguments)) return exit_ok;
  set_up_log(options.common);
  check(options);
  if (!options.video.empty()) return evaluate_video(options);
  const PairLayout layout = pair_layout(options.pair_layout, options.pairs);
  if (layout == PairLayout::color) {
    throw UsageError("colored pictures alone hold no drawings that a model could color");
  }
  const Split split{.drawing_side = drawing_side(layout), .keep_color = true};
  const Expected<PairFiles> files = list_pairs(options.pairs, layout);
  if (!files) throw NoInputError(files.error());
  const auto& pairs = files->validation.empty() ? files->training : files->validation;

  const std::vector<int> hints = hint_counts(options);
  const StopSignals signals;
  const std::vector<OpenedGenerator> generators = open_generators(options);
  const std::vector<Contender> measured = contenders(generators, hints);
  GraphOptions graph = graph_options(options.common);
  graph.pictures_per_item = pictures_per_pair;
  announce(options, pairs.size(), generators.front().device, graph);

  std::optional<FeatureCollector> features;
  if (!options.fid_weights.empty()) {
    features.emplace(load_feature_extractor(options.fid_weights, generators.front().device),
                     pairs.size());
  }
  ExampleKeeper examples(pairs, options.html.empty() ? 0 : options.examples);
  Evaluation evaluation(pairs, files->training, split,
                        survey(files->training, split, graph.threads, signals.token()),
                        names_of(measured), [&](const MeasuredPair& pair) {
                          examples.take(pair);
                          if (features) features->take(pair);
                        });
  const ItemNames names{.input = [&](std::uint64_t item) { return pairs[item].string(); },
                        .output = [](std::uint64_t) { return std::string(); }};
  RunConsole console(options.common, names, pairs.size() * measured.size());
  const RunSummary summary =
      color_pairs(pairs, measured, options, split, evaluation, graph, console, signals.token());
  EvaluationReport report = make_report(options, pairs, evaluation);
  report.worst = examples.worst();
  report.best = examples.best();
  if (features) report.distances = features->distances(evaluation.answer_names().size());
  if (!report.pairs.empty()) tell(options, report);
  console.finish(summary, {});
  return exit_status(summary, {}, signals.received());
}

}  // namespace tintflow
