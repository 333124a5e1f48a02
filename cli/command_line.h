#pragma once

#include <optional>
#include <string>

#include <boost/program_options.hpp>

#include "cli/commands.h"

namespace tintflow {

/// What a command's help says and which options it takes.
struct CommandLine {
  /// After "Usage: tintflow ".
  std::string synopsis;
  std::string description;
  /// Lines of "# what it does" and the command, without indentation.
  std::string examples;
  /// Options that help lists.
  boost::program_options::options_description options;
  /// Name of the hidden option that takes the arguments without a dash; empty for none.
  std::string positional;
  /// How the positional arguments are stored.
  const boost::program_options::value_semantic* positional_value = nullptr;
};

/// Stores the values of flags, then of TINTFLOW_* environment variables, then of the --config file
/// into the variables that the options are bound to; the first of these to name an option wins.
/// Returns all values, defaults included; prints help and returns nothing when that is asked for.
/// Throws `UsageError`.
[[nodiscard]] std::optional<boost::program_options::variables_map> parse_command_line(
    const CommandLine& command, const Arguments& arguments);

}  // namespace tintflow
