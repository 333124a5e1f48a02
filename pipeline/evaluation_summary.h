#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "pipeline/bootstrap.h"
#include "pipeline/evaluation.h"
#include "stages/figures.h"

namespace tintflow {

using FigureEstimates = std::array<Estimate, figure_count>;

/// How near an answer comes over many pairs.
struct AnswerSummary {
  std::string name;
  FigureEstimates figures;
};

/// The figures of a group of pairs.
struct EvaluationSummary {
  std::size_t pairs = 0;
  std::size_t regions = 0;
  /// `region_spread` of the truth itself.
  Estimate true_spread;
  std::vector<AnswerSummary> answers;
  /// What each figure of the first answer has over the second's, by paired resamples.
  FigureEstimates difference;
};

/// Means over the pairs with intervals from resampling pairs. `names`: of the answers, two or more.
[[nodiscard]] EvaluationSummary summarize(std::span<const PairScores> scores,
                                          const std::vector<std::string>& names, int resamples,
                                          std::uint64_t seed);

}  // namespace tintflow
