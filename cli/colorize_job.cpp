#include "cli/colorize_job.h"

#include <algorithm>
#include <iostream>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cli/colorize_run.h"
#include "cli/command_error.h"
#include "cli/contact_sheet.h"
#include "cli/exit_code.h"
#include "cli/job_digest.h"
#include "cli/json_lines.h"
#include "cli/run_console.h"
#include "cli/signals.h"
#include "io/expand_inputs.h"
#include "io/job_sink.h"
#include "io/job_source.h"
#include "io/list_inputs.h"
#include "io/output_plan.h"
#include "io/own_results.h"
#include "io/resume.h"

namespace tintflow {
namespace {

void name_problems(const InputList& list, bool json) {
  for (const InputProblem& problem : list.problems) {
    print_failure(problem.input, "list", problem.reason, json);
  }
}

/// The pictures to color; what cannot be used is among the problems.
InputList list_pictures(const ColorizeOptions& options) {
  ExpandedInputs expanded = expand_inputs(options.inputs, STDIN_FILENO);
  InputList list = list_inputs(expanded.paths, options.output);
  std::ranges::move(expanded.problems, std::back_inserter(list.problems));
  const std::size_t results = drop_own_results(list);
  if (results > 0) spdlog::info("{} results of earlier runs are no inputs", results);
  if (!list.files.empty()) return list;
  name_problems(list, options.common.json);
  throw NoInputError(list.problems.empty()
                         ? "all inputs are results of earlier runs: copy those that shall be "
                           "colored again to another folder"
                         : "none of the inputs can be used");
}

OutputPlan make_plan(const ColorizeOptions& options) {
  auto plan = plan_outputs(list_pictures(options), {.out = options.output,
                                                    .format = output_format(options.format),
                                                    .name_pattern = options.name,
                                                    .hints = options.hints});
  if (!plan) throw UsageError(plan.error());
  return std::move(*plan);
}

int list_plan(const OutputPlan& plan, bool json) {
  for (std::size_t item = 0; item < plan.size(); ++item) {
    std::cout << plan.input(item).string() << " -> " << plan.output(item).string() << "\n";
  }
  name_problems(plan.inputs(), json);
  return plan.inputs().problems.empty() ? exit_ok : exit_some_failed;
}

/// A journal stays open in each folder that a run writes to, and lists may name thousands.
void raise_open_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);  // Where that fails, some folders fail by name.
}

Journals open_journals_of(const OutputPlan& plan) {
  raise_open_file_limit();
  try {
    return open_journals(plan);
  } catch (const FolderInUse& error) {
    throw UsageError(error.what());
  }
}

void refuse_foreign(const OutputPlan& plan, const std::vector<std::uint32_t>& foreign) {
  if (foreign.empty()) return;
  const std::string others =
      foreign.size() > 1 ? fmt::format(" and {} more exist", foreign.size() - 1) : " exists";
  throw UsageError(plan.output(foreign.front()).string() + others +
                   ", not made by this job; -y overwrites existing outputs, -n keeps them and "
                   "skips their inputs, -o names another place");
}

/// Finds out what to do, as -y and -n say.
RemainingWork settle(const ColorizeOptions& options, const OutputPlan& plan,
                     const Journals& journals, const std::string& digest) {
  if (options.overwrite) return all_work(plan);
  RemainingWork work = remaining_work(plan, journals, digest);
  if (options.never_overwrite) {
    work.finished += work.kept.size() + work.foreign.size();
    work.kept.clear();
    work.foreign.clear();
  }
  refuse_foreign(plan, work.foreign);
  return work;
}

void tell_kept(const OutputPlan& plan, const std::vector<KeptOutput>& kept, bool json) {
  constexpr std::size_t most_told = 10;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const std::string output = plan.output(kept[i].item).string();
    const std::string reason = reason_to_keep(kept[i].state);
    if (i < most_told) spdlog::warn("{} is kept, but {}; -y makes it again", output, reason);
    if (json) {
      print_json_line({{"event", "kept"},
                       {"input", plan.input(kept[i].item).string()},
                       {"output", output},
                       {"reason", reason}});
    }
  }
  if (kept.size() > most_told) {
    spdlog::warn("{} more outputs are kept although they are out of date; -y makes them again",
                 kept.size() - most_told);
  }
}

void tell_hints(const OutputPlan& plan, const std::string& hints) {
  std::size_t count = 0;
  for (std::size_t item = 0; item < plan.size(); ++item) count += plan.hints(item) ? 1 : 0;
  if (count == 0) {
    throw UsageError("--hints " + hints +
                     ": no picture there has the name of a drawing and the extension .png");
  }
  spdlog::info("{} of {} drawings have hints", count, plan.size());
}

std::vector<ImageFormat> formats_of(const OutputPlan& plan) {
  std::vector<ImageFormat> formats;
  formats.reserve(plan.size());
  for (std::size_t item = 0; item < plan.size(); ++item) formats.push_back(plan.format(item));
  return formats;
}

}  // namespace

int colorize_files(const ColorizeOptions& options, const std::string& picture_options,
                   const FilmSteps& film) {
  const OutputPlan plan = make_plan(options);
  if (options.dry_run) return list_plan(plan, options.common.json);
  if (!options.hints.empty()) tell_hints(plan, options.hints);
  const StopSignals signals;
  const ColorizeRun run(options, formats_of(plan), film);
  const std::string digest = digest_of_job(options, picture_options);
  const Journals journals = open_journals_of(plan);
  RemainingWork work = settle(options, plan, journals, digest);
  if (!film.references.empty() && !work.items.empty() && work.items.size() < plan.size()) {
    throw UsageError(
        "--reference is for the first picture, but some are finished and the run would begin "
        "behind "
        "it; -y makes all again");
  }
  const InputsAside aside{.skipped = work.finished,
                          .kept = work.kept.size(),
                          .unusable = plan.inputs().problems.size()};
  const std::size_t count = work.items.size();
  run.announce(count, fmt::format("{} drawings", count));
  name_problems(plan.inputs(), options.common.json);
  tell_kept(plan, work.kept, options.common.json);

  InputStamps stamps(plan.size());
  JobSource source(plan, journals, std::move(work.items), stamps);
  JobSink sink(plan, journals, stamps, digest);
  const ItemNames names{.input = [&](std::uint64_t item) { return plan.input(item).string(); },
                        .output = [&](std::uint64_t item) { return plan.output(item).string(); }};
  RunConsole console(options.common, names, count);
  const RunSummary summary = run.color(source, sink, console, signals.token());
  int status = exit_status(summary, aside, signals.received());
  if (!options.contact_sheet.empty()) {
    const auto written = write_contact_sheet(plan, Composite{}, options.contact_sheet);
    if (!written) {
      spdlog::error("{}: {}", options.contact_sheet, written.error());
      status = std::max<int>(status, exit_some_failed);
    }
  }
  console.finish(summary, aside);
  return status;
}

}  // namespace tintflow
