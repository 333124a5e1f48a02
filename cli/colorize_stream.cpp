#include "cli/colorize_stream.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include <unistd.h>

#include "cli/colorize_run.h"
#include "cli/command_error.h"
#include "cli/exit_code.h"
#include "cli/run_console.h"
#include "cli/signals.h"
#include "io/descriptor_sink.h"
#include "io/file_sink.h"
#include "io/image_format.h"
#include "io/one_picture_source.h"
#include "io/output_plan.h"
#include "io/read_file.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStream = "-";

/// Where one picture comes from and where its result goes.
struct StreamJob {
  /// A file's name, or "-".
  std::string input;
  std::string output;

  [[nodiscard]] bool reads_stream() const { return input == kStream; }
  [[nodiscard]] bool writes_stream() const { return output == kStream; }
  [[nodiscard]] std::string input_name() const { return reads_stream() ? "standard input" : input; }
  [[nodiscard]] std::string output_name() const {
    return writes_stream() ? "standard output" : output;
  }
};

void check_standard_output(const ColorizeOptions& options) {
  if (options.common.json) {
    throw UsageError(
        "--json and the picture would both go to standard output: name a file with -o");
  }
  if (!options.contact_sheet.empty()) {
    throw UsageError("--contact-sheet shows files, but the result goes to standard output");
  }
  if (!options.dry_run && isatty(STDOUT_FILENO) != 0) {
    throw UsageError(
        "standard output is a terminal, which cannot show a picture: redirect it, or name a file "
        "with -o");
  }
}

StreamJob stream_job(const ColorizeOptions& options) {
  const bool reads_stream = std::ranges::count(options.inputs, kStream) > 0;
  if (options.inputs.size() > 1) {
    throw UsageError(reads_stream ? "- is one picture on standard input and must be the only input"
                                  : "-o - takes the result of one input, not of several");
  }
  StreamJob job{options.inputs.front(), options.output.empty() ? kStream : options.output};
  if (fs::is_directory(job.input)) {
    throw UsageError("-o - takes the result of one picture, but " + job.input + " is a folder");
  }
  if (job.writes_stream()) check_standard_output(options);
  if (job.reads_stream() && !options.dry_run && isatty(STDIN_FILENO) != 0) {
    throw UsageError("standard input is a terminal: pipe a picture into it, or name a file");
  }
  return job;
}

/// Settles the output file of a picture on standard input by the rules for named files. False
/// where it exists and shall stay.
bool check_output_file(const StreamJob& job, const ColorizeOptions& options) {
  if (!format_of_extension(job.output) || fs::is_directory(job.output)) {
    throw UsageError(
        "a picture on standard input has no name: name its result's file with -o, "
        "such as -o colored.png");
  }
  InputList unnamed;
  unnamed.roots.emplace_back();
  unnamed.files.push_back({.root = 0, .is_link = false, .name = job.input_name()});
  const auto plan = plan_outputs(
      std::move(unnamed),
      {.out = job.output, .format = output_format(options.format), .name_pattern = options.name});
  if (!plan) throw UsageError(plan.error());
  if (options.overwrite || !fs::exists(job.output)) return true;
  if (options.never_overwrite) return false;
  throw UsageError(job.output + " exists; -y overwrites it, -n keeps it");
}

Bytes read_input(const StreamJob& job, Bytes start) {
  auto bytes =
      job.reads_stream() ? read_to_end(STDIN_FILENO, std::move(start)) : read_file(job.input);
  if (!bytes) throw NoInputError(job.input_name() + ": " + bytes.error());
  return std::move(*bytes);
}

std::shared_ptr<const Bytes> read_hints(const std::string& file) {
  if (file.empty()) return nullptr;
  auto bytes = read_file(file);
  if (!bytes) throw NoInputError("--hints " + file + ": " + bytes.error());
  return std::make_shared<const Bytes>(std::move(*bytes));
}

ImageFormat result_format(const StreamJob& job, const ColorizeOptions& options,
                          const Bytes& input) {
  if (!job.writes_stream()) return *format_of_extension(job.output);
  const auto own = format_of_content(input);
  return output_format(options.format).value_or(own && is_writable(*own) ? *own : ImageFormat::png);
}

std::unique_ptr<Sink> make_sink(const StreamJob& job) {
  if (job.writes_stream()) {
    return std::make_unique<DescriptorSink>(STDOUT_FILENO, job.output_name());
  }
  return std::make_unique<FileSink>(std::vector<fs::path>{job.output});
}

}  // namespace

bool uses_standard_streams(const ColorizeOptions& options) {
  return options.output == kStream || std::ranges::count(options.inputs, kStream) > 0;
}

int colorize_stream(const ColorizeOptions& options, Bytes start) {
  const StreamJob job = stream_job(options);
  const ItemNames names{.input = [&](std::uint64_t) { return job.input_name(); },
                        .output = [&](std::uint64_t) { return job.output_name(); }};
  const bool is_skipped = !job.writes_stream() && !check_output_file(job, options);
  if (options.dry_run) {
    std::cout << job.input_name() << " -> " << job.output_name() << "\n";
    return exit_ok;
  }
  RunConsole console(options.common, names, 1);
  if (is_skipped) {
    console.finish({}, {.skipped = 1});
    return exit_ok;
  }
  const StopSignals signals;
  Bytes input = read_input(job, std::move(start));
  auto hints = read_hints(options.hints);
  const ColorizeRun run(options, {result_format(job, options, input)});
  run.announce(1, "1 drawing");
  OnePictureSource source(std::move(input), std::move(hints));
  const std::unique_ptr<Sink> sink = make_sink(job);
  const RunSummary summary = run.color(source, *sink, console, signals.token());
  console.finish(summary, {});
  return exit_status(summary, {}, signals.received());
}

}  // namespace tintflow
