#include "pipeline/csv_table.h"

#include <algorithm>
#include <fstream>

namespace tintflow {
namespace {

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> values(1);
  for (const char letter : line) {
    if (letter == ',') {
      values.emplace_back();
    } else if (letter != '\r') {
      values.back() += letter;
    }
  }
  return values;
}

void append_line(std::string& text, const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) text += (i > 0 ? "," : "") + values[i];
  text += '\n';
}

}  // namespace

std::string_view CsvTable::value(std::size_t row, std::string_view column) const {
  const auto found = std::find(columns.begin(), columns.end(), column);
  if (found == columns.end()) return {};
  return rows.at(row).at(static_cast<std::size_t>(found - columns.begin()));
}

CsvTable read_csv(const std::filesystem::path& file) {
  std::ifstream in(file);
  CsvTable table;
  std::string line;
  if (std::getline(in, line)) table.columns = split(line);
  while (std::getline(in, line)) {
    table.rows.push_back(split(line));
    table.rows.back().resize(table.columns.size());
  }
  return table;
}

std::string to_csv(const CsvTable& table) {
  std::string text;
  append_line(text, table.columns);
  for (const auto& row : table.rows) append_line(text, row);
  return text;
}

}  // namespace tintflow
