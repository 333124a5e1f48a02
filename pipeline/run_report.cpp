#include "pipeline/run_report.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

#include "io/atomic_file.h"
#include "io/errors.h"
#include "pipeline/csv_table.h"
#include "pipeline/figures.h"
#include "pipeline/options_file.h"
#include "pipeline/report_page.h"

namespace tintflow {
namespace {

using Json = nlohmann::ordered_json;

/// So many previews are a few megabytes.
constexpr std::size_t kMostPanels = 60;
/// So many failures are enough to see what is wrong.
constexpr std::size_t kMostFailures = 200;

std::optional<double> to_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// The row with the smallest validation L1, the first of equal ones.
std::optional<std::size_t> best_row(const CsvTable& log) {
  std::optional<std::size_t> best;
  for (std::size_t row = 0; row < log.rows.size(); ++row) {
    const auto l1 = to_number(log.value(row, "l1"));
    if (l1 && (!best || *l1 < *to_number(log.value(*best, "l1")))) best = row;
  }
  return best;
}

std::int64_t epoch_of(const CsvTable& log, std::size_t row) {
  return static_cast<std::int64_t>(to_number(log.value(row, "epoch")).value_or(0));
}

Json rows_of(const CsvTable& log) {
  Json rows = Json::array();
  for (const auto& values : log.rows) {
    Json& row = rows.emplace_back(Json::array());
    for (const std::string& value : values) {
      const auto number = to_number(value);
      row.push_back(number ? Json(*number) : Json());
    }
  }
  return rows;
}

Json names_of(const std::vector<Figure>& all) {
  Json names = Json::array();
  for (const Figure& figure : all)
    names.push_back({{"name", figure.name}, {"label", figure.label}});
  return names;
}

Json failures_of(const std::vector<FailedPair>& failures) {
  Json list = Json::array();
  for (std::size_t i = 0; i < std::min(failures.size(), kMostFailures); ++i) {
    list.push_back({{"pair", failures[i].pair.string()},
                    {"stage", failures[i].stage},
                    {"reason", failures[i].reason}});
  }
  return {{"count", failures.size()}, {"list", list}};
}

/// As JSON that can stand in a script element: no "</script" or "<!--" ends it early.
std::string embeddable(const Json& json) {
  std::string text;
  for (const char letter : json.dump(-1, ' ', false, Json::error_handler_t::replace)) {
    text += letter == '<' ? std::string_view("\\u003c") : std::string_view(&letter, 1);
  }
  return text;
}

}  // namespace

void RunReport::write(const std::vector<FailedPair>& failures) {
  const std::string page = fill_report_page(embeddable(content(failures)));
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(page.data());
  const auto written = write_file_atomically(folder_.report(), {bytes, page.size()});
  if (!written) throw FatalError(folder_.report().string() + ": " + written.error());
}

Json RunReport::content(const std::vector<FailedPair>& failures) {
  namespace fs = std::filesystem;
  const CsvTable log = read_csv(folder_.log());
  const auto best = best_row(log);

  std::vector<std::int64_t> epochs;
  for (std::size_t row = 0; row < log.rows.size(); ++row) {
    const std::int64_t epoch = epoch_of(log, row);
    const bool is_new = epochs.empty() || epochs.back() != epoch;
    if (is_new && fs::exists(folder_.panel(epoch))) epochs.push_back(epoch);
  }
  Json panels = Json::array();
  std::vector<fs::path> shown;
  const auto best_epoch = best ? std::optional(epoch_of(log, *best)) : std::nullopt;
  for (const std::int64_t epoch : choose_epochs(epochs, kMostPanels, best_epoch)) {
    shown.push_back(folder_.panel(epoch));
    if (const auto image = previews_.preview(shown.back())) {
      panels.push_back({{"epoch", epoch},
                        {"file", fs::relative(shown.back(), folder_.path).generic_string()},
                        {"image", *image}});
    }
  }
  previews_.keep_only(shown);

  const fs::path name = fs::absolute(folder_.path).lexically_normal();
  return {{"run", (name.has_filename() ? name : name.parent_path()).filename().string()},
          {"settings", read_settings(folder_.options()).value_or(Json())},
          {"columns", log.columns},
          {"rows", rows_of(log)},
          {"losses", names_of(figures(StepLosses{}))},
          {"validation", names_of(figures(ImageMetrics{}))},
          {"best_row", best ? Json(*best) : Json()},
          {"panels", std::move(panels)},
          {"failures", failures_of(failures)}};
}

}  // namespace tintflow
