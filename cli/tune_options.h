#pragma once

#include <string>

#include "cli/command_line.h"
#include "cli/common_options.h"

namespace tintflow {

/// The command line of `tune`, as given.
struct TuneOptions {
  CommonOptions common;
  /// Drawings to measure with; empty for synthetic ones.
  std::string input;
  double seconds = 75;
  bool dry_run = false;
};

/// Help and options of the command, bound to `values`, which must outlive the parsing.
[[nodiscard]] CommandLine describe(TuneOptions& values);

}  // namespace tintflow
