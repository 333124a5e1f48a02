#include "cli/command_line.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli/command_error.h"

namespace po = boost::program_options;

namespace tintflow {
namespace {

void print_help(const CommandLine& command) {
  std::cout << "Usage: tintflow " << command.synopsis << "\n\n"
            << command.description << "\n\n"
            << command.options << "\nExamples:\n";
  std::istringstream examples(command.examples);
  for (std::string line; std::getline(examples, line);) std::cout << "  " << line << "\n";
}

/// TINTFLOW_BATCH_SIZE names --batch-size. Variables for other commands' options are passed over.
std::string option_of_variable(const po::options_description& options,
                               const std::string& variable) {
  static const std::string prefix = "TINTFLOW_";
  if (!variable.starts_with(prefix)) return "";
  std::string name = variable.substr(prefix.size());
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) {
    return letter == '_' ? '-' : static_cast<char>(std::tolower(letter));
  });
  return options.find_nothrow(name, false) != nullptr ? name : "";
}

void store_config(const std::string& path, const po::options_description& options,
                  po::variables_map& values) {
  std::ifstream file(path);
  if (!file) throw UsageError("cannot open the configuration file " + path);
  try {
    po::store(po::parse_config_file(file, options), values);
  } catch (const po::error& error) {
    throw UsageError(path + ": " + error.what());
  }
}

}  // namespace

std::optional<po::variables_map> parse_command_line(const CommandLine& command,
                                                    const Arguments& arguments) {
  po::options_description all;
  all.add(command.options);
  po::positional_options_description positions;
  if (!command.positional.empty()) {
    all.add_options()(command.positional.c_str(), command.positional_value);
    positions.add(command.positional.c_str(), -1);
  }
  po::variables_map values;
  try {
    po::store(po::command_line_parser(arguments).options(all).positional(positions).run(), values);
    if (values.count("help") != 0) {
      print_help(command);
      return std::nullopt;
    }
    po::store(po::parse_environment(command.options,
                                    [&](const std::string& variable) {
                                      return option_of_variable(command.options, variable);
                                    }),
              values);
    if (values.count("config") != 0 && !values["config"].as<std::string>().empty()) {
      store_config(values["config"].as<std::string>(), command.options, values);
    }
    po::notify(values);
  } catch (const po::error& error) {
    throw UsageError(std::string(error.what()) + "; see 'tintflow " +
                     command.synopsis.substr(0, command.synopsis.find(' ')) + " --help'");
  }
  return values;
}

}  // namespace tintflow
