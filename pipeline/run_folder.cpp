#include "pipeline/run_folder.h"

#include <algorithm>
#include <iomanip>
#include <regex>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

namespace tintflow {

namespace {

namespace fs = std::filesystem;

/// Checkpoints of steps, the newest first.
std::vector<fs::path> step_checkpoints(const RunFolder& folder) {
  static const std::regex pattern(R"(step_(\d{8,18})\.safetensors)");
  std::vector<std::pair<std::int64_t, fs::path>> found;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator(folder.checkpoints(), missing)) {
    const std::string name = entry.path().filename().string();
    std::smatch match;
    if (std::regex_match(name, match, pattern)) found.emplace_back(std::stoll(match[1]), entry);
  }
  std::sort(found.rbegin(), found.rend());
  std::vector<fs::path> files;
  for (auto& [step, file] : found) files.push_back(std::move(file));
  return files;
}

}  // namespace

std::filesystem::path RunFolder::checkpoint(std::int64_t step) const {
  std::ostringstream name;
  name << "step_" << std::setfill('0') << std::setw(8) << step << ".safetensors";
  return checkpoints() / name.str();
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
  std::ostringstream name;
  name << "epoch_" << std::setfill('0') << std::setw(4) << epoch << ".png";
  return path / "panels" / name.str();
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
