#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "io/result.h"

namespace tintflow {

/// What a training run was started with, as `options.json` holds it.
struct RunSettings {
  std::string version;
  std::string pairs_folder;
  std::size_t training_pairs = 0;
  std::size_t validation_pairs = 0;
  /// Every option by its name and with the value that the run has, whether given or not.
  nlohmann::ordered_json options = nlohmann::ordered_json::object();
  /// Names of the options that were given.
  std::vector<std::string> given;
};

/// A setting that a resumed run has another value of, as JSON texts.
struct SettingChange {
  std::string name;
  std::string before;
  std::string now;
};

/// Writes the settings of a fresh run and the time of its start, atomically. Throws `FatalError`.
void write_settings(const std::filesystem::path& file, const RunSettings& settings);

/// Writes the settings of a resumed run over those that it had, and adds the time and what has
/// changed. Returns the changes, but not of the options in `unimportant`; the error says why the
/// settings before are not known. Throws `FatalError` where the file cannot be written.
[[nodiscard]] Expected<std::vector<SettingChange>> update_settings(
    const std::filesystem::path& file, const RunSettings& settings,
    const std::set<std::string>& unimportant);

/// The content of an `options.json`; the error says why there is none.
[[nodiscard]] Expected<nlohmann::ordered_json> read_settings(const std::filesystem::path& file);

}  // namespace tintflow
