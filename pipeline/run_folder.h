#pragma once

#include <cstdint>
#include <filesystem>

#include "io/result.h"

namespace tintflow {

/// Where the files of a training run lie.
struct RunFolder {
  std::filesystem::path path;

  /// What the run was started with.
  [[nodiscard]] std::filesystem::path options() const { return path / "options.json"; }
  /// One row an epoch.
  [[nodiscard]] std::filesystem::path log() const { return path / "log.csv"; }
  /// Curves, panels and options as one page.
  [[nodiscard]] std::filesystem::path report() const { return path / "report.html"; }
  /// What a resumed run goes on from.
  [[nodiscard]] std::filesystem::path last_checkpoint() const {
    return path / "checkpoints" / "last.safetensors";
  }
  [[nodiscard]] std::filesystem::path best_checkpoint() const {
    return path / "checkpoints" / "best.safetensors";
  }
  /// The generator of the best epoch so far.
  [[nodiscard]] std::filesystem::path generator() const { return path / "generator.safetensors"; }
  /// `epoch` counts from 1.
  [[nodiscard]] std::filesystem::path panel(std::int64_t epoch) const;
};

/// Fails when a fresh run would mix with the one that the folder holds, or when there is none to
/// resume; the reason says what to do.
[[nodiscard]] Expected<void> check_run_folder(const RunFolder& folder, bool resume);

}  // namespace tintflow
