#pragma once

#include <span>
#include <string>

#include "pipeline/metrics.h"

namespace tintflow {

/// What each stage did, as lines of text under a heading.
[[nodiscard]] std::string stage_table(std::span<const StageSummary> stages);

}  // namespace tintflow
