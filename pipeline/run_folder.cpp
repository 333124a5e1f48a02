#include "pipeline/run_folder.h"

#include <iomanip>
#include <sstream>

namespace tintflow {

std::filesystem::path RunFolder::panel(std::int64_t epoch) const {
  std::ostringstream name;
  name << "epoch_" << std::setfill('0') << std::setw(4) << epoch << ".png";
  return path / "panels" / name.str();
}

Expected<void> check_run_folder(const RunFolder& folder, bool resume) {
  namespace fs = std::filesystem;
  const bool has_checkpoint = fs::exists(folder.last_checkpoint());
  if (resume && !has_checkpoint) {
    return tl::unexpected("there is no run to resume: " + folder.last_checkpoint().string() +
                          " does not exist; leave out --resume to start one");
  }
  if (!resume && (has_checkpoint || fs::exists(folder.log()))) {
    return tl::unexpected(folder.path.string() +
                          " already holds a training run; go on with it by --resume, or give "
                          "another folder by --run");
  }
  return {};
}

}  // namespace tintflow
