#include "cli/evaluation_report.h"

#include <map>

#include <fmt/format.h>

namespace tintflow {

EvaluationReport make_report(const EvaluateOptions& options,
                             const std::vector<std::filesystem::path>& pairs,
                             const Evaluation& evaluation) {
  EvaluationReport report;
  report.has_comparison = !options.compare.empty();
  report.title = fmt::format("Model {}{}, pairs {}{}{}", options.common.model,
                             report.has_comparison ? ", compared with " + options.compare : "",
                             options.pairs, options.flat ? ", flat color" : "",
                             options.hints == "0" ? "" : ", hints " + options.hints);
  const std::vector<std::string>& names = evaluation.answer_names();
  report.models = {names.begin(), names.begin() + static_cast<std::ptrdiff_t>(evaluation.models())};
  const auto summarized = [&](const std::vector<PairScores>& scores) {
    return summarize(scores, evaluation.answer_names(), options.resamples, options.common.seed);
  };
  const std::vector<PairScores> all = evaluation.scores();
  report.groups.push_back({"", summarized(all)});
  std::map<std::string, std::vector<PairScores>> groups;
  for (const PairScores& scores : all) {
    const std::string group = group_of(pairs[scores.pair], options.group_by);
    report.pairs.push_back({pairs[scores.pair], group, scores});
    if (options.group_by != "none") groups[group].push_back(scores);
  }
  for (const auto& [name, scores] : groups) report.groups.push_back({name, summarized(scores)});
  return report;
}

}  // namespace tintflow
