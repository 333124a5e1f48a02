#pragma once

#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/common_options.h"

namespace tintflow {

/// The command line of `bench`, as given.
struct BenchOptions {
  CommonOptions common;
  /// A folder of drawings; empty to leave colorizing out.
  std::string drawings;
  /// A folder of pairs; empty to leave training out.
  std::string pairs;
  std::string preset = "default";
  int count = 500;
  int steps = 20;
  int repeat = 3;
};

/// Help and options of the command, bound to `values`, which must outlive the parsing.
[[nodiscard]] CommandLine describe(BenchOptions& values);

/// Colors drawings through the graph and, in turn, through its stages one by one.
void bench_colorize(const BenchOptions& options);

/// Takes training steps on pairs through the graph and, in turn, on a batch that stays in memory.
void bench_training(const BenchOptions& options);

}  // namespace tintflow
