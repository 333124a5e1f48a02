#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cli/evaluation_report.h"

namespace tintflow {
namespace {

constexpr int title_width = 24;

std::string number(double value, int decimals) {
  return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, decimals);
}

std::string interval(const Estimate& estimate, int decimals) {
  if (std::isnan(estimate.low)) return "-";
  return fmt::format("{:.{}f} to {:.{}f}", estimate.low, decimals, estimate.high, decimals);
}

int column_width(const AnswerSummary& answer) {
  return std::max(9, static_cast<int>(answer.name.size())) + 2;
}

std::string answers_table(const EvaluationSummary& summary) {
  std::string table = fmt::format("{:<{}}", "", title_width);
  for (std::size_t i = 0; i < summary.answers.size(); ++i) {
    const AnswerSummary& answer = summary.answers[i];
    table += fmt::format("{:>{}}", answer.name, column_width(answer));
    if (i == 0) table += fmt::format("{:>20}", "95% interval");
  }
  for (std::size_t f = 0; f < figure_count; ++f) {
    const FigureInfo& figure = figure_infos[f];
    table += fmt::format("\n{:<{}}", figure.title, title_width);
    for (std::size_t i = 0; i < summary.answers.size(); ++i) {
      const AnswerSummary& answer = summary.answers[i];
      const Estimate& estimate = answer.figures[f];
      table += fmt::format("{:>{}}", number(estimate.value, figure.decimals), column_width(answer));
      if (i == 0) table += fmt::format("{:>20}", interval(estimate, figure.decimals));
    }
  }
  return table + "\n";
}

/// Better or worse, where the interval leaves no doubt.
const char* verdict(const Estimate& difference, int better) {
  if (better == 0 || !(difference.low > 0 || difference.high < 0)) return "";
  return (difference.low > 0) == (better > 0) ? "  better" : "  worse";
}

std::string comparison_table(const EvaluationSummary& summary) {
  std::string table = fmt::format("{:<{}}{:>11}{:>20}\n", "model less compared model",
                                  title_width + 1, "difference", "95% interval");
  for (std::size_t f = 0; f < figure_count; ++f) {
    const FigureInfo& figure = figure_infos[f];
    const Estimate& difference = summary.difference[f];
    table += fmt::format("{:<{}}{:>11}{:>20}{}\n", figure.title, title_width + 1,
                         number(difference.value, figure.decimals),
                         interval(difference, figure.decimals), verdict(difference, figure.better));
  }
  return table;
}

std::string distances_table(const EvaluationReport& report) {
  const std::vector<AnswerSummary>& answers = report.groups.front().summary.answers;
  std::string names = fmt::format("{:<{}}", "", title_width);
  std::string frechet = fmt::format("{:<{}}", "FID", title_width);
  std::string kernel = fmt::format("{:<{}}", "KID", title_width);
  for (std::size_t i = 0; i < report.distances.size(); ++i) {
    const int width = column_width(answers[i]);
    names += fmt::format("{:>{}}", answers[i].name, width);
    frechet += fmt::format("{:>{}}", number(report.distances[i].frechet, 2), width);
    kernel += fmt::format("{:>{}}", number(report.distances[i].kernel, 5), width);
  }
  return names + "\n" + frechet + "\n" + kernel + "\n";
}

}  // namespace

std::string evaluation_table(const EvaluationReport& report) {
  std::string text;
  for (const GroupFigures& group : report.groups) {
    const EvaluationSummary& summary = group.summary;
    if (!text.empty()) text += "\n";
    text += fmt::format("{}{} pairs, {} closed regions, in which the truth spreads by {}\n",
                        group.name.empty() ? "" : group.name + ": ", summary.pairs, summary.regions,
                        number(summary.true_spread.value, 2));
    text += answers_table(summary);
    if (report.has_comparison) text += fmt::format("\n{}", comparison_table(summary));
    if (group.name.empty() && !report.distances.empty()) {
      text += fmt::format("\n{}", distances_table(report));
    }
  }
  return text;
}

}  // namespace tintflow
