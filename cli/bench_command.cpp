#include <algorithm>
#include <array>
#include <iostream>

#include <fmt/format.h>

#include "cli/bench_measurements.h"
#include "cli/colorize_options.h"
#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "cli/scratch_folder.h"
#include "models/engine.h"
#include "models/untrained_model.h"

namespace po = boost::program_options;

namespace tintflow {
namespace {

constexpr int kSyntheticDrawings = 16;

/// A model by its name, or the untrained network of a preset.
TensorFile model_to_measure(const std::string& name) {
  return name == "paper" ? untrained_model(preset_named(name).generator) : load_model(name);
}

BenchSetup set_up(const BenchOptions& options, const std::filesystem::path& scratch) {
  BenchSetup setup{
      .options = options,
      .device = choose_device({options.common.device, parse_precision(options.common.precision)}),
      .model = model_to_measure(options.common.model),
      .generator = nullptr,
      .graph = graph_options(options.common),
      .scratch = scratch};
  setup.generator = make_engine(setup.model, setup.device, setup.side);
  return setup;
}

std::vector<MeasuredDrawings> drawings_to_color(const BenchSetup& setup) {
  if (!setup.options.drawings.empty()) return {drawings_of(setup.options.drawings)};
  std::vector<MeasuredDrawings> all;
  for (const ImageFormat format : {ImageFormat::png, ImageFormat::jpeg, ImageFormat::webp}) {
    all.push_back(make_drawings(setup.scratch, format, kSyntheticDrawings));
  }
  return all;
}

void bench_coloring(const BenchOptions& options) {
  const ScratchFolder scratch;
  const BenchSetup setup = set_up(options, scratch.path());
  const std::vector<MeasuredDrawings> drawings = drawings_to_color(setup);
  if (options.common.json) {
    print_json_line({{"event", "start"},
                     {"command", "bench"},
                     {"model", options.common.model},
                     {"device", setup.device.name()},
                     {"precision", setup.device.precision_name()},
                     {"batch_size", setup.graph.batch_size},
                     {"threads", setup.graph.threads},
                     {"in_flight", setup.graph.in_flight}});
  } else {
    std::cout << fmt::format("tintflow " TINTFLOW_VERSION ", model {}, {} {}, {} threads\n\n",
                             options.common.model, setup.device.name(),
                             setup.device.precision_name(), setup.graph.threads);
  }
  bench_generator(setup);
  for (const MeasuredDrawings& one : drawings) bench_colorize(setup, one);
  bench_latency(setup, drawings.front());
  bench_graph(setup);
  bench_memory(setup, drawings.front());
}

}  // namespace

CommandLine describe(BenchOptions& values) {
  po::options_description options("Options");
  options.add_options()  //
      ("quick", po::bool_switch(&values.quick),
       "half a minute instead of two, and rougher figures")  //
      ("pairs", po::value(&values.pairs),
       "measure training on this folder of pairs; without INPUT nothing else")  //
      ("preset", po::value(&values.preset)->default_value(values.preset),
       "networks that training is measured with")  //
      ("count", po::value(&values.count)->default_value(values.count),
       "drawings of one run, going through the input again; 0: as many as take a few seconds")  //
      ("steps", po::value(&values.steps)->default_value(values.steps),
       "training steps of one measurement")  //
      ("repeat", po::value(&values.repeat)->default_value(values.repeat),
       "rounds, of which the median is told");
  options.add(describe(values.common));
  return {
      .synopsis = "bench [INPUT] [--pairs PAIRS] [options]",
      .description =
          "Measures what this machine can do at best and how near the program comes to it: the\n"
          "generator alone against a matrix product, each stage alone, the whole graph, its delay\n"
          "and memory. Takes the pictures of INPUT, or synthetic drawings of 512 x 512 pixels.\n"
          "Pipeline efficiency is the graph's rate over cores / (core time of all stages, each\n"
          "measured alone in the same run).",
      .examples =
          "tintflow bench\n"
          "tintflow bench --quick --json\n"
          "tintflow bench sketches/ --batch-size 8 -j 2\n"
          "tintflow bench --model paper          # pix2pix as published, untrained\n"
          "tintflow bench --pairs pairs/ --preset paper\n",
      .options = options,
      .positional = "drawings",
      .positional_value = po::value(&values.drawings),
  };
}

int run_bench_command(const Arguments& arguments) {
  BenchOptions options;
  if (!parse_command_line(describe(options), arguments)) return exit_ok;
  set_up_log(options.common);
  if (options.count < 0 || options.steps < 1 || options.repeat < 1) {
    throw UsageError("--steps and --repeat take whole numbers from 1, --count from 0");
  }
  if (!options.drawings.empty() || options.pairs.empty()) bench_coloring(options);
  if (!options.pairs.empty()) bench_training(options);
  return exit_ok;
}

}  // namespace tintflow
