#pragma once

#include <vector>

#include "cli/tuned_settings.h"
#include "models/device.h"

namespace tintflow {

/// The settings worth measuring, each once: first those that the options lead to without tuning,
/// then others that differ where the options say `auto`.
[[nodiscard]] std::vector<TunedSettings> tuning_candidates(const CommonOptions& options,
                                                           const Device& device);

}  // namespace tintflow
