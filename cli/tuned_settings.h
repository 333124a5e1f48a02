#pragma once

#include <optional>
#include <string>

#include "cli/common_options.h"

namespace tintflow {

/// What decides how fast a run is and `tune` finds.
struct TunedSettings {
  /// fp32, bf16 or int8.
  std::string precision;
  int batch_size = 0;
  int threads = 0;
  /// Drawings in memory at once.
  int in_flight = 0;

  friend bool operator==(const TunedSettings&, const TunedSettings&) = default;
};

/// What settings were measured for: others need others.
struct TuningKey {
  std::string processor;
  int cores = 0;
  /// Empty without one.
  std::string gpu;
  /// `cpu` or `cuda:N`.
  std::string device;
  std::string model_digest;
  std::string program_version;

  friend bool operator==(const TuningKey&, const TuningKey&) = default;
};

/// This machine, with the model and device that the options name. Throws what reading a model and
/// choosing a device throw.
[[nodiscard]] TuningKey tuning_key(const CommonOptions& options);

/// The options with settings in the place of every `auto`. Those that depend on others are left to
/// the rule where a person chose one of these.
[[nodiscard]] CommonOptions with_settings(CommonOptions options, const TunedSettings& settings);

}  // namespace tintflow
