#include <array>
#include <cstring>
#include <iostream>

#include "cli/command_error.h"
#include "cli/commands.h"
#include "cli/exit_code.h"

namespace tintflow {

std::span<const Command> all_commands() {
  static constexpr std::array commands{
      Command{"colorize", "color drawings and folders of drawings", run_colorize_command},
      Command{"train", "train a generator on pairs of colored picture and drawing",
              run_train_command},
      Command{"evaluate", "measure a generator on pairs", run_evaluate_command},
      Command{"tune", "find the fastest settings for this machine", run_tune_command},
      Command{"bench", "measure this machine's limits and the graphs", run_bench_command},
      Command{"info", "versions, devices, a model's card, a file's facts", run_info_command},
      Command{"help", "help on a command", run_help_command},
  };
  return commands;
}

int run_help_command(const Arguments& arguments) {
  if (!arguments.empty() && arguments.front() != "-h" && arguments.front() != "--help") {
    for (const Command& command : all_commands()) {
      if (arguments.front() == command.name) return command.run({"--help"});
    }
    throw UsageError("there is no command '" + arguments.front() + "' to help with");
  }
  std::cout << "tintflow turns line drawings into color.\n\n"
               "Usage: tintflow COMMAND [ARGUMENTS] [OPTIONS]\n\n"
               "Commands:\n";
  for (const Command& command : all_commands()) {
    std::cout << "  " << command.name << std::string(12 - std::strlen(command.name), ' ')
              << command.summary << "\n";
  }
  std::cout << "\n'tintflow help COMMAND' tells a command's options and shows examples.\n"
               "'tintflow --version' prints the version.\n\n"
               "Exit status: 0 all done, 1 some inputs failed, 2 usage, 3 no usable input,\n"
               "4 device, memory or disk ended the run, 5 model unusable, 130/143 interrupted.\n";
  return exit_ok;
}

}  // namespace tintflow
