#include "cli/colorize_films.h"

#include <filesystem>

#include <spdlog/spdlog.h>

#include "cli/colorize_video.h"
#include "cli/command_error.h"
#include "cli/exit_code.h"
#include "cli/job_digest.h"
#include "cli/run_console.h"

namespace tintflow {
namespace {

ColorizeOptions options_of(const ColorizeOptions& options, const ListedFilm& film) {
  ColorizeOptions one = options;
  one.inputs = {film.input.string()};
  one.output = film.output.string();
  return one;
}

}  // namespace

int colorize_films(const ColorizeOptions& options, const std::string& picture_options,
                   const std::vector<ListedFilm>& films) {
  // Of the options that all films have, so it is one for all.
  const std::string digest = options.dry_run ? "" : digest_of_job(options, picture_options);
  for (const ListedFilm& film : films) check_video_output(options_of(options, film), digest);
  std::size_t unusable = 0;
  int status = exit_ok;
  for (const ListedFilm& film : films) {
    try {
      const int one = colorize_video(options_of(options, film), digest, {});
      if (one != exit_ok) status = one;
      if (one != exit_ok && one != exit_some_failed) return one;
    } catch (const NoInputError& error) {
      spdlog::error("{}", error.what());
      if (options.common.json) print_summary_line({}, {.unusable = 1});
      ++unusable;
      status = exit_some_failed;
    }
  }
  return unusable == films.size() ? exit_no_input : status;
}

}  // namespace tintflow
