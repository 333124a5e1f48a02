#include "pipeline/training_log.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "io/atomic_file.h"
#include "io/errors.h"
#include "pipeline/figures.h"

namespace tintflow {
namespace {

using Cell = std::pair<std::string, std::string>;

std::string to_text(double value) {
  std::ostringstream text;
  text << value;
  return text.str();
}

/// Adds a cell for each figure; of those that do not exist it holds the name alone.
void add_figures(std::vector<Cell>& cells, const std::vector<Figure>& all, bool exist) {
  for (const Figure& figure : all) {
    cells.emplace_back(figure.name, exist ? to_text(figure.value) : "");
  }
}

/// A row as columns and values, in the order of the file.
std::vector<Cell> cells_of(const EpochReport& report) {
  std::vector<Cell> cells = {{"epoch", std::to_string(report.epoch)},
                             {"step", std::to_string(report.step)}};
  add_figures(cells, figures(report.losses.value_or(StepLosses{})), report.losses.has_value());
  cells.emplace_back("images_per_second", to_text(report.images_per_second));
  cells.emplace_back("seconds", to_text(report.seconds));
  cells.emplace_back("waiting_seconds", to_text(report.waiting_seconds));
  add_figures(cells, figures(report.validation.value_or(ImageMetrics{})),
              report.validation.has_value());
  return cells;
}

std::int64_t to_integer(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool has_column(const CsvTable& table, const std::string& name) {
  return std::find(table.columns.begin(), table.columns.end(), name) != table.columns.end();
}

}  // namespace

TrainingLog::TrainingLog(std::filesystem::path file, std::int64_t step) : file_(std::move(file)) {
  const CsvTable old = read_csv(file_);
  for (const auto& [column, value] : cells_of({})) table_.columns.push_back(column);
  for (const std::string& column : old.columns) {
    if (!has_column(table_, column)) table_.columns.push_back(column);
  }
  for (std::size_t row = 0; row < old.rows.size(); ++row) {
    if (to_integer(old.value(row, "step")) > step) continue;
    auto& kept = table_.rows.emplace_back();
    for (const std::string& column : table_.columns) kept.emplace_back(old.value(row, column));
  }
}

void TrainingLog::append(const EpochReport& report) {
  auto& row = table_.rows.emplace_back();
  for (auto& [column, value] : cells_of(report)) row.push_back(std::move(value));
  row.resize(table_.columns.size());
  const std::string text = to_csv(table_);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto written = write_file_atomically(file_, {bytes, text.size()});
  if (!written) throw FatalError(file_.string() + ": " + written.error());
}

}  // namespace tintflow
