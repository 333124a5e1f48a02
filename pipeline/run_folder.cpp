#include "pipeline/run_folder.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "io/number_pattern.h"

namespace tintflow {

namespace {

namespace fs = std::filesystem;

constexpr const char* kCheckpointNames = "step_%08d.safetensors";
constexpr const char* kPanelNames = "epoch_%04d.png";

std::string numbered(const char* pattern, std::int64_t number) {
  return NumberPattern::parse(pattern)->name_of(static_cast<std::uint64_t>(number));
}

/// Checkpoints of steps, the newest first.
std::vector<fs::path> step_checkpoints(const RunFolder& folder) {
  std::vector<fs::path> files;
  for (auto& [step, file] : list_numbered_files(folder.checkpoints() / kCheckpointNames).files) {
    files.push_back(std::move(file));
  }
  std::ranges::reverse(files);
  return files;
}

}  // namespace

std::filesystem::path RunFolder::checkpoint(std::int64_t step) const {
  return checkpoints() / numbered(kCheckpointNames, step);
}

std::vector<std::filesystem::path> RunFolder::resumable_checkpoints() const {
  std::vector<fs::path> files = step_checkpoints(*this);
  // The name that earlier versions gave to the newest.
  const fs::path last = checkpoints() / "last.safetensors";
  if (fs::exists(last)) files.push_back(last);
  return files;
}

void prune_checkpoints(const RunFolder& folder, std::size_t keep) {
  const std::vector<fs::path> files = step_checkpoints(folder);
  for (std::size_t i = keep; i < files.size(); ++i) {
    std::error_code stays;
    fs::remove(files[i], stays);
  }
}

std::filesystem::path RunFolder::panel(std::int64_t epoch) const {
  return path / "panels" / numbered(kPanelNames, epoch);
}

Expected<void> check_run_folder(const RunFolder& folder, bool resume) {
  const bool has_checkpoint = !folder.resumable_checkpoints().empty();
  if (resume && !has_checkpoint) {
    return tl::unexpected("there is no run to resume: " + folder.checkpoints().string() +
                          " holds no checkpoint; leave out --resume to start one");
  }
  if (!resume && (has_checkpoint || fs::exists(folder.log()))) {
    return tl::unexpected(folder.path.string() +
                          " already holds a training run; go on with it by --resume, or give "
                          "another folder by --run");
  }
  return {};
}

}  // namespace tintflow
