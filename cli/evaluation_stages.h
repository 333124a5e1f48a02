#pragma once

#include <cstddef>

#include "cli/evaluate_options.h"
#include "pipeline/colorize_graph.h"
#include "stages/split.h"

namespace tintflow {

/// The stages of `colorize` for the drawings of `pairs` pairs, with the hints that are asked for;
/// `split` keeps the color.
[[nodiscard]] ColorizeStages evaluation_stages(const EvaluateOptions& options, const Split& split,
                                               std::size_t pairs);

}  // namespace tintflow
