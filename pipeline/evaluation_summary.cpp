#include "pipeline/evaluation_summary.h"

namespace tintflow {

EvaluationSummary summarize(std::span<const PairScores> scores,
                            const std::vector<std::string>& names, int resamples,
                            std::uint64_t seed) {
  EvaluationSummary summary;
  summary.pairs = scores.size();
  if (scores.empty()) return summary;
  // One column for each figure of each answer, and the truth's spread as the last.
  std::vector<std::vector<Tally>> rows;
  for (const PairScores& pair : scores) {
    summary.regions += pair.regions;
    std::vector<Tally>& row = rows.emplace_back();
    for (const Figures& figures : pair.answers) {
      row.insert(row.end(), figures.begin(), figures.end());
    }
    row.push_back(pair.true_spread);
  }
  const Bootstrap bootstrap(rows, resamples, seed);
  for (std::size_t i = 0; i < names.size(); ++i) {
    AnswerSummary& answer = summary.answers.emplace_back();
    answer.name = names[i];
    for (std::size_t f = 0; f < figure_count; ++f) {
      answer.figures[f] = bootstrap.mean(i * figure_count + f);
    }
  }
  for (std::size_t f = 0; f < figure_count; ++f) {
    summary.difference[f] = bootstrap.difference(f, figure_count + f);
  }
  summary.true_spread = bootstrap.mean(names.size() * figure_count);
  return summary;
}

}  // namespace tintflow
