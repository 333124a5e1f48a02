#pragma once

#include <cstddef>

#include "cli/evaluate_options.h"
#include "pipeline/colorize_graph.h"
#include "stages/split.h"

namespace tintflow {

/// The stages of `colorize` for the drawings of `pairs` pairs, with so many hints in each; `split`
/// keeps the color.
[[nodiscard]] ColorizeStages evaluation_stages(const EvaluateOptions& options, const Split& split,
                                               std::size_t pairs, int hints);

}  // namespace tintflow
