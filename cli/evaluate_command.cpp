#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/colorize_options.h"
#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "cli/open_generator.h"
#include "cli/pair_stages.h"
#include "cli/run_console.h"
#include "cli/signals.h"
#include "io/file_source.h"
#include "io/list_pairs.h"
#include "pipeline/evaluation.h"

namespace po = boost::program_options;

namespace tintflow {
namespace {

/// Training pairs that the mean color is taken from.
constexpr std::size_t mean_color_pairs = 500;

struct EvaluateOptions {
  CommonOptions common;
  std::string pairs;
  std::string pair_layout = "color-sketch";
  int size = 256;
};

CommandLine describe(EvaluateOptions& values) {
  po::options_description options("Options");
  options.add_options()  //
      ("pair-layout", po::value(&values.pair_layout)->default_value(values.pair_layout),
       "color-sketch or sketch-color: which half is left")  //
      ("size", po::value(&values.size)->default_value(values.size),
       "side in pixels of the square that the network sees");
  options.add(describe(values.common));
  return {
      .synopsis = "evaluate PAIRS [--model M] [options]",
      .description =
          "Colors the drawings of the validation pairs, or of all where there are none, and "
          "compares\n"
          "the results at full size with the colored halves, beside answers that need no model:\n"
          "white paper, the drawing itself, and its figure filled with the training pairs' mean "
          "color.",
      .examples =
          "tintflow evaluate pairs/\n"
          "tintflow evaluate pairs/ --model runs/first/generator.safetensors --json\n",
      .options = options,
      .positional = "pairs",
      .positional_value = po::value(&values.pairs),
  };
}

void print_scores(const std::vector<AnswerScore>& scores, std::uint64_t pairs, bool as_json) {
  if (!as_json) {
    std::cout << fmt::format("{:<18}{:>9}{:>10}{:>9}\n", fmt::format("{} pairs", pairs), "L1",
                             "PSNR dB", "SSIM");
  }
  for (const AnswerScore& score : scores) {
    if (as_json) {
      print_json_line({{"event", "score"},
                       {"answer", score.name},
                       {"pairs", pairs},
                       {"l1", score.mean.l1},
                       {"psnr", score.mean.psnr},
                       {"ssim", score.mean.ssim}});
    } else {
      std::cout << fmt::format("{:<18}{:>9.4f}{:>10.2f}{:>9.4f}\n", score.name, score.mean.l1,
                               score.mean.psnr, score.mean.ssim);
    }
  }
}

}  // namespace

int run_evaluate_command(const Arguments& arguments) {
  EvaluateOptions options;
  if (!parse_command_line(describe(options), arguments)) return exit_ok;
  set_up_log(options.common);
  if (options.pairs.empty()) {
    throw UsageError("no pairs given; 'tintflow help evaluate' shows examples");
  }
  const Split split{.drawing_side = drawing_side(options.pair_layout), .keep_color = true};
  const Expected<PairFiles> files = list_pairs(options.pairs);
  if (!files) throw NoInputError(files.error());
  const auto& pairs = files->validation.empty() ? files->training : files->validation;

  const StopSignals signals;
  const auto [device, generator] = open_generator(options.common, options.size);

  ColorizeOptions colorize;
  colorize.size = options.size;
  colorize.split = split.drawing_side == DrawingSide::left ? "left" : "right";
  const ColorizeStages stages =
      make_stages(colorize, std::vector<ImageFormat>(pairs.size(), ImageFormat::png));
  GraphOptions graph = graph_options(options.common);
  graph.writers = graph.threads;  // Comparing takes longer than writing.
  spdlog::info("{} pairs, model {}, {} {}", pairs.size(), options.common.model, device.name(),
               device.precision_name());

  const ItemNames names{.input = [&](std::uint64_t item) { return pairs[item].string(); },
                        .output = [](std::uint64_t) { return std::string(); }};
  FileSource source(pairs);
  EvaluationSink sink(pairs, split, mean_figure_color(files->training, split, mean_color_pairs));
  RunConsole console(options.common, names, pairs.size());
  const RunSummary summary =
      run_colorize(source, stages, *generator, sink, graph, console, signals.token());
  if (sink.pairs() > 0) print_scores(sink.scores(), sink.pairs(), options.common.json);
  console.finish(summary, {});
  return exit_status(summary, {}, signals.received());
}

}  // namespace tintflow
