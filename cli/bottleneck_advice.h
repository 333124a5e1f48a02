#pragma once

#include <string>

#include "pipeline/metrics.h"

namespace tintflow {

/// What held a run up and what would make it faster, for a person.
[[nodiscard]] std::string bottleneck_advice(const RunSummary& summary);

}  // namespace tintflow
