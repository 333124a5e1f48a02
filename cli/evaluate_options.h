#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "cli/color_choice_options.h"
#include "cli/command_line.h"
#include "cli/common_options.h"

namespace tintflow {

/// The command line of `evaluate`, as given.
struct EvaluateOptions {
  CommonOptions common;
  std::string pairs;
  std::string pair_layout = "auto";
  int size = 256;
  bool flat = false;
  /// Numbers of hints in each drawing, as given.
  std::string hints = "0";
  /// Of the first model.
  ColorChoiceOptions choice;
  /// A second model; empty for none.
  std::string compare;
  std::string group_by = "none";
  int resamples = 2000;
  std::string csv;
  std::string html;
  int examples = 12;
  std::string fid_weights;
  /// A colored film, of which `pairs` is the drawings; empty for none.
  std::string video;
};

/// Help and options of the command, bound to `values`, which must outlive the parsing.
[[nodiscard]] CommandLine describe(EvaluateOptions& values);

/// Throws `UsageError` where options are missing or out of range.
void check(const EvaluateOptions& options);

/// The numbers of --hints, at least one. Throws `UsageError` where they are none.
[[nodiscard]] std::vector<int> hint_counts(const EvaluateOptions& options);

/// The group that a pair belongs to by --group-by: for `prefix` its file name up to the first '-'
/// or '_', for `folder` the name of its folder, for `none` nothing.
[[nodiscard]] std::string group_of(const std::filesystem::path& pair, const std::string& group_by);

}  // namespace tintflow
