#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "cli/command_line.h"
#include "cli/common_options.h"

namespace tintflow {

/// The command line of `bench`, as given.
struct BenchOptions {
  CommonOptions common;
  /// Drawings to measure with; empty for synthetic ones.
  std::string drawings;
  /// A folder of pairs to measure training on; coloring is then measured where `drawings` are
  /// named.
  std::string pairs;
  std::string preset = "default";
  bool quick = false;
  /// Drawings of one run; 0 for as many as take `run_seconds`.
  int count = 0;
  int steps = 20;
  int repeat = 3;

  /// How long one measurement of something small takes.
  [[nodiscard]] std::chrono::milliseconds moment() const {
    return std::chrono::milliseconds(quick ? 80 : 400);
  }
  /// Drawings of a measurement that needs few.
  [[nodiscard]] std::size_t few_drawings() const {
    if (count > 0) return static_cast<std::size_t>(count);
    return quick ? 48 : 100;
  }
  /// About how long one run of the graph takes, seconds.
  [[nodiscard]] double run_seconds() const { return quick ? 1.5 : 5; }
};

/// Help and options of the command, bound to `values`, which must outlive the parsing.
[[nodiscard]] CommandLine describe(BenchOptions& values);

}  // namespace tintflow
