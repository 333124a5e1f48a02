#pragma once

#include <filesystem>

#include "pipeline/csv_table.h"
#include "pipeline/training_run.h"

namespace tintflow {

/// `log.csv`: a header and one row for each report; figures that do not exist are empty.
class TrainingLog {
 public:
  /// Keeps the rows of an existing file up to `step`, which is where a resumed run goes on. They
  /// may have been written with other columns: what a column says stays under its name, and columns
  /// that are no longer written come last.
  TrainingLog(std::filesystem::path file, std::int64_t step);

  /// Adds a row and writes the file, atomically. Throws `FatalError` if it cannot be written.
  void append(const EpochReport& report);

 private:
  std::filesystem::path file_;
  CsvTable table_;
};

}  // namespace tintflow
