#include "cli/sequences.h"

#include <filesystem>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/command_error.h"
#include "io/image_format.h"
#include "io/number_pattern.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

bool is_sequence(const std::string& path) {
  return NumberPattern::parse(fs::path(path).filename().string()).has_value() && !fs::exists(path);
}

std::vector<std::string> files_of(const std::string& pattern) {
  const NumberedFiles list = list_numbered_files(pattern);
  if (list.files.empty()) throw NoInputError(pattern + ": no file has such a name");
  for (const auto& [first, last] : list.gaps) {
    const std::string which = first == last ? fmt::format("number {} is", first)
                                            : fmt::format("numbers {} to {} are", first, last);
    spdlog::warn("{}: {} missing", pattern, which);
  }
  std::vector<std::string> files;
  for (const auto& [number, file] : list.files) files.push_back(file.string());
  return files;
}

void settle_output(ColorizeOptions& options) {
  const fs::path pattern = options.output;
  const auto format = format_of_extension(pattern);
  if (!format || !is_writable(*format)) {
    throw UsageError(options.output +
                     " names no picture that can be written: choose .png, .jpg "
                     "or .webp");
  }
  if (!options.name.empty() || options.format != "same") {
    throw UsageError(options.output + " names the outputs, so --name and --format have no use");
  }
  options.name = pattern.stem().string();
  options.format = pattern.extension().string().substr(1);
  options.output = pattern.has_parent_path() ? pattern.parent_path().string() : ".";
}

}  // namespace

bool expand_sequences(ColorizeOptions& options) {
  if (is_sequence(options.output)) settle_output(options);
  std::vector<std::string> inputs;
  bool all_numbered = true;
  for (const std::string& input : options.inputs) {
    if (!is_sequence(input)) {
      inputs.push_back(input);
      all_numbered = false;
      continue;
    }
    if (options.output.empty() && options.inputs.size() == 1) {
      fs::path folder = fs::absolute(input).lexically_normal().parent_path();
      folder += "_colorized";
      options.output = folder.string();
    }
    for (std::string& file : files_of(input)) inputs.push_back(std::move(file));
  }
  options.inputs = std::move(inputs);
  return all_numbered;
}

}  // namespace tintflow
