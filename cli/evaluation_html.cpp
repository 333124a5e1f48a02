#include <cmath>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/evaluation_report.h"
#include "io/base64.h"
#include "io/encode_image.h"

namespace tintflow {
namespace {

constexpr const char* style = R"(
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .25rem .8rem; text-align: right; border-bottom: 1px solid #ddd; }
th:first-child, td:first-child { text-align: left; }
td small { display: block; color: #666; }
td.first { background: #eef5ff; }
.examples { display: flex; flex-wrap: wrap; gap: 1.2rem; }
figure { margin: 0; }
figure img { border: 1px solid #ddd; margin-right: 4px; }
figcaption { font-size: .85rem; color: #444; overflow-wrap: anywhere; max-width: 40rem; }
)";

std::string escaped(std::string_view text) {
  std::string html;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += letter;
    }
  }
  return html;
}

std::string number(double value, int decimals) {
  return std::isnan(value) ? "&ndash;" : fmt::format("{:.{}f}", value, decimals);
}

std::string cell(const Estimate& estimate, int decimals, bool is_first) {
  std::string html =
      fmt::format("<td{}>{}", is_first ? " class=\"first\"" : "", number(estimate.value, decimals));
  if (!std::isnan(estimate.low)) {
    html += fmt::format("<small>{:.{}f} to {:.{}f}</small>", estimate.low, decimals, estimate.high,
                        decimals);
  }
  return html + "</td>";
}

std::string distance_rows(const std::vector<SetDistances>& distances) {
  if (distances.empty()) return {};
  std::string frechet = "<tr><td>FID</td>";
  std::string kernel = "<tr><td>KID</td>";
  for (const SetDistances& distance : distances) {
    frechet += fmt::format("<td>{}</td>", number(distance.frechet, 2));
    kernel += fmt::format("<td>{}</td>", number(distance.kernel, 5));
  }
  return frechet + "</tr>\n" + kernel + "</tr>\n";
}

std::string figures_table(const EvaluationReport& report, const GroupFigures& group) {
  const EvaluationSummary& summary = group.summary;
  std::string html = "<table>\n<tr><th></th>";
  for (const AnswerSummary& answer : summary.answers) html += "<th>" + answer.name + "</th>";
  if (report.has_comparison) html += "<th>difference of the models</th>";
  html += "</tr>\n";
  for (std::size_t f = 0; f < figure_count; ++f) {
    const int decimals = figure_infos[f].decimals;
    html += fmt::format("<tr><td>{}</td>", figure_infos[f].title);
    for (std::size_t i = 0; i < summary.answers.size(); ++i) {
      html += cell(summary.answers[i].figures[f], decimals, i == 0);
    }
    if (report.has_comparison) html += cell(summary.difference[f], decimals, false);
    html += "</tr>\n";
  }
  if (group.name.empty()) html += distance_rows(report.distances);
  return html + "</table>\n";
}

Expected<std::string> examples(const std::string& heading,
                               const std::vector<EvaluationExample>& shown) {
  if (shown.empty()) return {};
  std::string html = "<h2>" + heading + "</h2>\n<div class=\"examples\">\n";
  for (const EvaluationExample& example : shown) {
    html += "<figure>";
    for (const cv::Mat& picture : example.pictures) {
      const auto jpeg = encode_image({picture, {}}, {.format = ImageFormat::jpeg, .quality = 90});
      if (!jpeg) return tl::make_unexpected(jpeg.error());
      html +=
          fmt::format("<img width=\"{}\" height=\"{}\" alt=\"\" src=\"data:image/jpeg;base64,{}\">",
                      picture.cols, picture.rows, to_base64(*jpeg));
    }
    html += fmt::format("<figcaption>{}: region error {:.1f}</figcaption></figure>\n",
                        escaped(example.file.filename().string()), example.region_error);
  }
  return html + "</div>\n";
}

}  // namespace

Expected<std::string> evaluation_html(const EvaluationReport& report) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<title>tintflow evaluate</title>\n<style>{}</style>\n</head>\n<body>\n"
      "<h1>tintflow evaluate</h1>\n<p>{}</p>\n<p>Small figures are intervals that hold 95% of the "
      "means of resampled pairs.</p>\n",
      style, escaped(report.title));
  for (const GroupFigures& group : report.groups) {
    html += fmt::format(
        "<h2>{}</h2>\n<p>{} pairs, {} closed regions, in which the truth spreads by {}.</p>\n",
        group.name.empty() ? "All pairs" : escaped(group.name), group.summary.pairs,
        group.summary.regions, number(group.summary.true_spread.value, 2));
    html += figures_table(report, group);
  }
  const std::string columns = fmt::format("drawing, truth, {}", fmt::join(report.models, ", "));
  const auto worst = examples("Greatest region error: " + columns, report.worst);
  if (!worst) return worst;
  const auto best = examples("Least region error: " + columns, report.best);
  if (!best) return best;
  return html + *worst + *best + "</body>\n</html>\n";
}

}  // namespace tintflow
