#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tintflow {

/// A table of plain values: none holds a comma, a quote or the end of a line.
struct CsvTable {
  std::vector<std::string> columns;
  /// Each as long as `columns`; what does not exist is empty.
  std::vector<std::vector<std::string>> rows;

  /// The value in a column; empty where there is no such column.
  [[nodiscard]] std::string_view value(std::size_t row, std::string_view column) const;
};

/// Reads a file whose first line names the columns. Lines that are too short or too long are made
/// to fit; no file is a table without columns.
[[nodiscard]] CsvTable read_csv(const std::filesystem::path& file);

[[nodiscard]] std::string to_csv(const CsvTable& table);

}  // namespace tintflow
