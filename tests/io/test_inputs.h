#pragma once

#include <cstdint>
#include <filesystem>
#include <system_error>
#include <vector>

#include "io/list_inputs.h"

namespace tintflow {

/// An input for a list: a file that was given, or one of a folder that was given.
struct Input {
  std::filesystem::path path;
  std::filesystem::path folder = {};
};
inline Input single(const std::filesystem::path& path) { return {path}; }
inline Input inside(const std::filesystem::path& folder, const std::filesystem::path& relative) {
  return {relative, folder};
}

/// The list that such inputs give, whether they exist or not.
inline InputList list_of(const std::vector<Input>& inputs) {
  InputList list;
  for (const auto& [path, folder] : inputs) {
    const auto root = static_cast<std::uint32_t>(list.roots.size());
    std::error_code missing;
    if (folder.empty()) {
      list.roots.push_back({path.parent_path(), false});
      list.files.push_back(
          {root, std::filesystem::is_symlink(path, missing), path.filename().string()});
    } else {
      list.roots.push_back({folder, true});
      list.files.push_back(
          {root, std::filesystem::is_symlink(folder / path, missing), path.string()});
    }
  }
  return list;
}

}  // namespace tintflow
