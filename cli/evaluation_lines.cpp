#include "cli/evaluation_report.h"
#include "cli/json_lines.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;

/// Adds each figure's value under its key, and all intervals. A figure that is not defined is null.
void add_figures(const FigureEstimates& figures, Json& line) {
  Json intervals = Json::object();
  for (std::size_t f = 0; f < figure_count; ++f) {
    line[figure_infos[f].key] = figures[f].value;
    intervals[figure_infos[f].key] = {figures[f].low, figures[f].high};
  }
  line["intervals"] = intervals;
}

Json line_of(const char* event, const GroupFigures& group) {
  Json line{{"event", event}};
  if (!group.name.empty()) line["group"] = group.name;
  return line;
}

}  // namespace

void print_evaluation_lines(const EvaluationReport& report) {
  for (const GroupFigures& group : report.groups) {
    const EvaluationSummary& summary = group.summary;
    for (std::size_t i = 0; i < summary.answers.size(); ++i) {
      Json line = line_of("score", group);
      line["answer"] = summary.answers[i].name;
      line["pairs"] = summary.pairs;
      line["regions"] = summary.regions;
      line["true_region_spread"] = summary.true_spread.value;
      add_figures(summary.answers[i].figures, line);
      if (group.name.empty() && i < report.distances.size()) {
        line["fid"] = report.distances[i].frechet;
        line["kid"] = report.distances[i].kernel;
      }
      print_json_line(line);
    }
    if (!report.has_comparison) continue;
    Json line = line_of("comparison", group);
    line["answer"] = summary.answers[0].name;
    line["less"] = summary.answers[1].name;
    add_figures(summary.difference, line);
    print_json_line(line);
  }
}

}  // namespace tintflow
