#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/colorize_options.h"
#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/contact_sheet.h"
#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "cli/open_generator.h"
#include "cli/parse_values.h"
#include "cli/run_console.h"
#include "cli/signals.h"
#include "io/errors.h"
#include "io/file_sink.h"
#include "io/file_source.h"
#include "io/list_inputs.h"
#include "io/output_plan.h"

namespace tintflow {
namespace {

using Plan = std::vector<PlannedOutput>;

std::optional<ImageFormat> output_format(const std::string& text) {
  if (text == "same") return std::nullopt;
  if (text == "png") return ImageFormat::png;
  if (text == "jpg" || text == "jpeg") return ImageFormat::jpeg;
  if (text == "webp") return ImageFormat::webp;
  throw UsageError("--format takes same, png, jpg or webp, not '" + text + "'");
}

Plan make_plan(const ColorizeOptions& options) {
  if (options.inputs.empty()) {
    throw UsageError("no input given; 'tintflow help colorize' shows examples");
  }
  const std::vector<std::filesystem::path> inputs(options.inputs.begin(), options.inputs.end());
  const auto files = list_inputs(inputs, options.output);
  if (!files) throw NoInputError(files.error());
  const auto plan = plan_outputs(*files, {.out = options.output,
                                          .format = output_format(options.format),
                                          .name_pattern = options.name});
  if (!plan) throw UsageError(plan.error());
  return *plan;
}

/// Drops what exists and must not be overwritten; returns how many that were.
std::uint64_t settle_existing_outputs(const ColorizeOptions& options, Plan& plan) {
  if (options.overwrite && options.never_overwrite) {
    throw UsageError("-y and -n contradict one another");
  }
  if (options.overwrite) return 0;
  const auto exists = [](const PlannedOutput& planned) {
    return std::filesystem::exists(planned.output);
  };
  if (options.never_overwrite) return std::erase_if(plan, exists);
  const auto in_the_way = std::find_if(plan.begin(), plan.end(), exists);
  if (in_the_way != plan.end()) {
    throw UsageError(in_the_way->output.string() +
                     " exists; -y overwrites existing outputs, -n keeps them and skips their "
                     "inputs, -o names another place");
  }
  return 0;
}

void announce(const CommonOptions& options, const GraphOptions& graph, const Device& device,
              std::size_t inputs) {
  spdlog::info("{} drawings, model {}, {} {}, {} threads, batches of {}, {} in flight", inputs,
               options.model, device.name(), device.precision_name(), graph.threads,
               graph.batch_size, graph.in_flight);
  if (!options.json) return;
  print_json_line({{"event", "start"},
                   {"command", "colorize"},
                   {"inputs", inputs},
                   {"model", options.model},
                   {"device", device.name()},
                   {"precision", device.precision_name()},
                   {"batch_size", graph.batch_size},
                   {"threads", graph.threads},
                   {"in_flight", graph.in_flight}});
}

int colorize(const ColorizeOptions& options) {
  Plan plan = make_plan(options);
  if (options.dry_run) {
    for (const PlannedOutput& planned : plan) {
      std::cout << planned.input.path.string() << " -> " << planned.output.string() << "\n";
    }
    return exit_ok;
  }
  const Plan all = plan;
  const std::uint64_t skipped = settle_existing_outputs(options, plan);

  std::vector<std::filesystem::path> inputs;
  std::vector<std::filesystem::path> outputs;
  std::vector<ImageFormat> formats;
  for (const PlannedOutput& planned : plan) {
    inputs.push_back(planned.input.path);
    outputs.push_back(planned.output);
    formats.push_back(planned.format);
  }
  const ColorizeStages stages = make_stages(options, std::move(formats));
  const GraphOptions graph = graph_options(options.common);
  const StopSignals signals;
  const auto [device, generator] = open_generator(options.common, options.size);
  announce(options.common, graph, device, plan.size());

  FileSource source(std::move(inputs));
  FileSink sink(std::move(outputs));
  RunConsole console(options.common, plan);
  const RunSummary summary =
      run_colorize(source, stages, *generator, sink, graph, console, signals.token());
  int status = exit_status(summary, signals.received());
  if (!options.contact_sheet.empty()) {
    const auto written = write_contact_sheet(all, Composite{}, options.contact_sheet);
    if (!written) {
      spdlog::error("{}: {}", options.contact_sheet, written.error());
      status = std::max<int>(status, exit_some_failed);
    }
  }
  console.finish(summary, skipped);
  return status;
}

}  // namespace

int run_colorize_command(const Arguments& arguments) {
  ColorizeOptions options;
  if (!parse_command_line(describe(options), arguments)) return exit_ok;
  set_up_log(options.common);
  try {
    return colorize(options);
  } catch (...) {
    if (options.common.json) print_summary_line({}, 0);
    throw;
  }
}

}  // namespace tintflow
