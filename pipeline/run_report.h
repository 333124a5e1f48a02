#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "pipeline/report_panels.h"
#include "pipeline/run_folder.h"

namespace tintflow {

/// A training pair that could not be used.
struct FailedPair {
  std::filesystem::path pair;
  std::string stage;
  std::string reason;
};

/// `report.html` of a run: what its folder holds, as one page that needs no other file.
class RunReport {
 public:
  explicit RunReport(RunFolder folder) : folder_(std::move(folder)) {}

  /// Writes the page anew, atomically. Throws `FatalError` if it cannot be written.
  void write(const std::vector<FailedPair>& failures);

  /// To be called when the panel of an epoch was written.
  void panel_written(std::int64_t epoch) { previews_.forget(folder_.panel(epoch)); }

 private:
  [[nodiscard]] nlohmann::ordered_json content(const std::vector<FailedPair>& failures);

  RunFolder folder_;
  PanelPreviews previews_;
};

}  // namespace tintflow
