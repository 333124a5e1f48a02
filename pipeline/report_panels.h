#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tintflow {

/// Which of the epochs that have a panel are shown: every one, every second, every fourth and so
/// on, so that they are at most `most` and hardly change from one epoch to the next; and always
/// `best` and the last. `epochs` ascends, as the result does.
[[nodiscard]] std::vector<std::int64_t> choose_epochs(const std::vector<std::int64_t>& epochs,
                                                      std::size_t most,
                                                      std::optional<std::int64_t> best);

/// Panels as small JPEG data URIs, each made once.
class PanelPreviews {
 public:
  /// None where the file cannot be read. A panel that is written again must be forgotten first.
  [[nodiscard]] std::optional<std::string> preview(const std::filesystem::path& panel);
  void forget(const std::filesystem::path& panel) { previews_.erase(panel); }
  /// Forgets all but these.
  void keep_only(const std::vector<std::filesystem::path>& panels);

 private:
  std::map<std::filesystem::path, std::string> previews_;
};

}  // namespace tintflow
