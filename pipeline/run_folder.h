#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <vector>

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
  [[nodiscard]] std::filesystem::path checkpoints() const { return path / "checkpoints"; }
  /// `step` counts over all epochs.
  [[nodiscard]] std::filesystem::path checkpoint(std::int64_t step) const;
  /// What a resumed run goes on from: the newest checkpoint first, then those to take where it is
  /// damaged. The best is not among them.
  [[nodiscard]] std::vector<std::filesystem::path> resumable_checkpoints() const;
  [[nodiscard]] std::filesystem::path best_checkpoint() const {
    return path / "checkpoints" / "best.safetensors";
  }
  /// The generator of the best epoch so far.
  [[nodiscard]] std::filesystem::path generator() const { return path / "generator.safetensors"; }
  /// `epoch` counts from 1.
  [[nodiscard]] std::filesystem::path panel(std::int64_t epoch) const;
};

/// Removes all checkpoints of steps but the `keep` newest. What cannot be removed stays.
void prune_checkpoints(const RunFolder& folder, std::size_t keep);

/// Fails when a fresh run would mix with the one that the folder holds, or when there is none to
/// resume; the reason says what to do.
[[nodiscard]] Expected<void> check_run_folder(const RunFolder& folder, bool resume);

}  // namespace tintflow
