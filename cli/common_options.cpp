#include "cli/common_options.h"

#include <algorithm>
#include <thread>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "cli/command_error.h"
#include "cli/parse_values.h"

namespace po = boost::program_options;

namespace tintflow {

po::options_description describe(CommonOptions& values) {
  po::options_description options("Shared options");
  const auto text = [](std::string& value) { return po::value(&value)->default_value(value); };
  options.add_options()                                                       //
      ("help,h", "this help")                                                 //
      ("model", text(values.model), "a model's name or a .safetensors file")  //
      ("device", text(values.device), "auto, cpu, cuda or cuda:N")            //
      ("precision", text(values.precision),
       "auto, fp32, bf16 or int8; auto takes bf16 where the processor has it; int8, on CPUs, is "
       "faster and less exact")                                                             //
      ("batch-size", text(values.batch_size), "drawings that the generator takes at once")  //
      ("batch-timeout", text(values.batch_timeout_ms),
       "milliseconds that a drawing waits for its batch to fill")                           //
      ("jobs,j", text(values.jobs), "cores to use")                                         //
      ("in-flight", text(values.in_flight), "drawings in memory at once")                   //
      ("seed", po::value(&values.seed)->default_value(0), "seed of all that is random")     //
      ("config", po::value(&values.config), "file of 'option = value' lines")               //
      ("json", po::bool_switch(&values.json), "one JSON object a line on standard output")  //
      ("quiet", po::bool_switch(&values.quiet), "say nothing but errors")                   //
      ("log-level", text(values.log_level), "trace, debug, info, warning, error or off")    //
      ("no-progress", po::bool_switch(&values.no_progress), "no progress line")             //
      ("no-color", po::bool_switch(&values.no_color), "no color in messages")               //
      ("stats", po::bool_switch(&values.stats), "a table of the stages' times at the end");
  return options;
}

void set_up_log(const CommonOptions& options) {
  const auto level = spdlog::level::from_str(options.log_level);
  if (level == spdlog::level::off && options.log_level != "off") {
    throw UsageError("--log-level takes trace, debug, info, warning, error or off, not '" +
                     options.log_level + "'");
  }
  spdlog::set_default_logger(spdlog::stderr_logger_mt("tintflow"));
  spdlog::set_pattern("tintflow: %v");
  spdlog::set_level(options.quiet ? std::max(level, spdlog::level::err) : level);
}

int thread_count(const CommonOptions& options) {
  const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  return parse_count_or_auto(options.jobs, "jobs").value_or(cores);
}

}  // namespace tintflow
