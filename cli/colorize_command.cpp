#include <utility>

#include <unistd.h>

#include "cli/colorize_films.h"
#include "cli/colorize_job.h"
#include "cli/colorize_options.h"
#include "cli/colorize_stream.h"
#include "cli/colorize_video.h"
#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/job_digest.h"
#include "cli/picture_options.h"
#include "cli/run_console.h"
#include "cli/sequences.h"
#include "io/read_file.h"
#include "io/video_content.h"

namespace tintflow {
namespace {

/// What tells whether standard input, where it is the input, is a picture or a video.
Bytes start_of_standard_input(const ColorizeOptions& options) {
  const bool is_input = options.inputs.size() == 1 && options.inputs.front() == "-";
  if (!is_input || options.dry_run || isatty(STDIN_FILENO) != 0) return {};
  auto start = read_start(STDIN_FILENO, kVideoSignatureSize);
  if (!start) throw NoInputError("standard input: " + start.error());
  return std::move(*start);
}

void refuse_hints(const ColorizeOptions& options) {
  if (options.hints.empty()) return;
  throw UsageError("--hints are for drawings that stand alone, not for those of a film");
}

int colorize(ColorizeOptions& options, const std::string& picture_options) {
  if (options.inputs.empty()) {
    throw UsageError("no input given; 'tintflow help colorize' shows examples");
  }
  if (options.overwrite && options.never_overwrite) {
    throw UsageError("-y and -n contradict one another");
  }
  check(options.film);
  Bytes start = start_of_standard_input(options);
  if (is_video_job(options, start)) {
    refuse_hints(options);
    const std::string digest = options.dry_run ? "" : digest_of_job(options, picture_options);
    return colorize_video(options, digest, std::move(start));
  }
  if (const auto films = list_films(options); !films.empty()) {
    refuse_hints(options);
    return colorize_films(options, picture_options, films);
  }
  refuse_video_options(options);
  const bool is_numbered = expand_sequences(options);
  if (is_numbered) {
    refuse_hints(options);
    refuse_timed_references(options.film);
  }
  if (!is_numbered) refuse_film_options(options.film);
  if (uses_standard_streams(options)) return colorize_stream(options, std::move(start));
  return colorize_files(options, picture_options,
                        is_numbered ? film_steps(options.film, true) : FilmSteps{});
}

}  // namespace

int run_colorize_command(const Arguments& arguments) {
  ColorizeOptions options;
  const auto values = parse_command_line(describe(options), arguments);
  if (!values) return exit_ok;
  set_up_log(options.common);
  if (options.layers) {
    if (options.format != "same" && options.format != "ora") {
      throw UsageError("--layers writes OpenRaster files, which --format " + options.format +
                       " contradicts");
    }
    options.format = "ora";
  }
  try {
    return colorize(options, picture_options(*values));
  } catch (...) {
    if (options.common.json) print_summary_line({}, {});
    throw;
  }
}

}  // namespace tintflow
