#pragma once

#include <filesystem>

namespace tintflow {

/// One spelling for all paths to one file or folder, whether it exists yet or not: absolute, links
/// resolved where they can be. An empty path is the current folder.
[[nodiscard]] std::filesystem::path real_path(const std::filesystem::path& path);

}  // namespace tintflow
