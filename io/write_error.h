#pragma once

#include <filesystem>
#include <string>

namespace tintflow {

/// The reason why `path` could not be written; `error` is a value of `errno`. Throws `FatalError`,
/// which says what to do, where no other file could be written either: disk or quota full, file
/// system read-only, disk failing.
[[nodiscard]] std::string write_error(const std::filesystem::path& path, int error);

}  // namespace tintflow
