#pragma once

#include <span>
#include <string>
#include <vector>

namespace tintflow {

using Arguments = std::vector<std::string>;

/// One subcommand of the program.
struct Command {
  const char* name;
  const char* summary;
  /// Takes what follows the command's name; returns the exit status. Throws `UsageError`,
  /// `NoInputError`, `WeightsError` and `FatalError`, which main() turns into messages.
  int (*run)(const Arguments& arguments);
};

int run_colorize_command(const Arguments& arguments);
int run_train_command(const Arguments& arguments);
int run_tune_command(const Arguments& arguments);
int run_bench_command(const Arguments& arguments);
int run_evaluate_command(const Arguments& arguments);
int run_info_command(const Arguments& arguments);
int run_help_command(const Arguments& arguments);

/// All commands, in the order that help lists them.
[[nodiscard]] std::span<const Command> all_commands();

}  // namespace tintflow
