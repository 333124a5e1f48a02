#pragma once

#include <filesystem>
#include <optional>

#include "cli/tuned_settings.h"

namespace tintflow {

/// Settings that `tune` found, a small JSON file for each key in the user's cache folder:
/// `$XDG_CACHE_HOME/tintflow`, or `~/.cache/tintflow`.
class TuningCache {
 public:
  /// Without a folder, where the user has none, nothing is found and nothing can be stored.
  TuningCache();

  /// The settings for the options' machine and model. A file that is damaged or was made for
  /// something else is told of on the log and counts for nothing.
  [[nodiscard]] std::optional<TunedSettings> find(const CommonOptions& options) const;

  /// Stores settings and returns their file. Throws `FatalError` where it cannot be written.
  [[nodiscard]] std::filesystem::path store(const TuningKey& key,
                                            const TunedSettings& settings) const;

 private:
  [[nodiscard]] bool has_files() const;
  [[nodiscard]] std::filesystem::path file_of(const TuningKey& key) const;

  std::filesystem::path folder_;
};

}  // namespace tintflow
