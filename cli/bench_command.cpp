#include "cli/bench_options.h"
#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"

namespace po = boost::program_options;

namespace tintflow {

CommandLine describe(BenchOptions& values) {
  po::options_description options("Options");
  options.add_options()                                                                     //
      ("pairs", po::value(&values.pairs), "also measure training on this folder of pairs")  //
      ("preset", po::value(&values.preset)->default_value(values.preset),
       "networks that training is measured with")  //
      ("count", po::value(&values.count)->default_value(values.count),
       "drawings of one measurement; a smaller folder is gone through again")  //
      ("steps", po::value(&values.steps)->default_value(values.steps),
       "training steps of one measurement")  //
      ("repeat", po::value(&values.repeat)->default_value(values.repeat),
       "measurements, of which the median is told");
  options.add(describe(values.common));
  return {
      .synopsis = "bench [DRAWINGS] [--pairs PAIRS] [options]",
      .description =
          "Measures how near the graph comes to what this machine could do at best: its rate over\n"
          "cores / (core time of all stages, each measured alone in the same run).",
      .examples =
          "tintflow bench sketches/\n"
          "tintflow bench sketches/ --batch-size 8 -j 2 --json\n"
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
  if (options.drawings.empty() && options.pairs.empty()) {
    throw UsageError("nothing to measure: name a folder of drawings, or --pairs PAIRS");
  }
  if (options.count < 1 || options.steps < 1 || options.repeat < 1) {
    throw UsageError("--count, --steps and --repeat take whole numbers from 1");
  }
  if (!options.drawings.empty()) bench_colorize(options);
  if (!options.pairs.empty()) bench_training(options);
  return exit_ok;
}

}  // namespace tintflow
