#include <cmath>

#include <fmt/format.h>

#include "cli/evaluation_report.h"

namespace tintflow {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string field(1, '"');
  for (const char letter : text) {
    if (letter == '"') field += '"';
    field += letter;
  }
  field += '"';
  return field;
}

std::string field(const Tally& tally) {
  const double mean = tally.mean();
  return std::isfinite(mean) ? fmt::format("{:.6g}", mean) : std::string();
}

}  // namespace

std::string evaluation_csv(const EvaluationReport& report) {
  std::string csv = "pair,group,answer,regions,true_region_spread";
  for (const FigureInfo& figure : figure_infos) csv += fmt::format(",{}", figure.key);
  csv += "\r\n";
  for (const EvaluatedPair& pair : report.pairs) {
    for (std::size_t i = 0; i < pair.scores.answers.size(); ++i) {
      csv += fmt::format("{},{},{},{},{}", quoted(pair.file.string()), quoted(pair.group),
                         report.groups.front().summary.answers[i].name, pair.scores.regions,
                         field(pair.scores.true_spread));
      for (const Tally& tally : pair.scores.answers[i]) csv += fmt::format(",{}", field(tally));
      csv += "\r\n";
    }
  }
  return csv;
}

}  // namespace tintflow
