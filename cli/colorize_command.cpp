#include "cli/colorize_job.h"
#include "cli/colorize_options.h"
#include "cli/colorize_stream.h"
#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/picture_options.h"
#include "cli/run_console.h"

namespace tintflow {
namespace {

int colorize(const ColorizeOptions& options, const std::string& picture_options) {
  if (options.inputs.empty()) {
    throw UsageError("no input given; 'tintflow help colorize' shows examples");
  }
  if (options.overwrite && options.never_overwrite) {
    throw UsageError("-y and -n contradict one another");
  }
  if (uses_standard_streams(options)) return colorize_stream(options);
  return colorize_files(options, picture_options);
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
