#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

#include <malloc.h>
#include <opencv2/core.hpp>

#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "io/errors.h"

namespace tintflow {
namespace {

/// Large blocks stay with the process when freed. A run takes and returns the same few megabytes
/// for every picture; giving them back to the kernel each time costs a page fault for every 4 KiB.
void keep_freed_memory() {
  constexpr int never = 1 << 30;
  mallopt(M_MMAP_THRESHOLD, never);
  mallopt(M_TRIM_THRESHOLD, never);
}

int dispatch(const Arguments& arguments) {
  if (arguments.empty()) {
    run_help_command({});
    return exit_usage;
  }
  const std::string& name = arguments.front();
  if (name == "-h" || name == "--help") return run_help_command({});
  if (name == "--version") {
    std::cout << "tintflow " TINTFLOW_VERSION "\n";
    return exit_ok;
  }
  for (const Command& command : all_commands()) {
    if (name == command.name) return command.run({arguments.begin() + 1, arguments.end()});
  }
  throw UsageError("there is no command '" + name + "'; 'tintflow help' lists the commands");
}

int report(const std::exception& error, int status) {
  std::cerr << "tintflow: " << error.what() << "\n";
  return status;
}

}  // namespace
}  // namespace tintflow

int main(int argc, char** argv) {
  using namespace tintflow;
  keep_freed_memory();
  // The graph's threads own the cores; OpenCV's own pool would compete with them.
  cv::setNumThreads(1);
  try {
    return dispatch({argv + 1, argv + argc});
  } catch (const UsageError& error) {
    return report(error, exit_usage);
  } catch (const std::invalid_argument& error) {
    return report(error, exit_usage);
  } catch (const NoInputError& error) {
    return report(error, exit_no_input);
  } catch (const WeightsError& error) {
    return report(error, exit_model_unusable);
  } catch (const std::exception& error) {
    return report(error, exit_run_ended);
  }
}
