#pragma once

#include <filesystem>

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// The whole content of a regular file. Never blocks on pipes and devices: they are errors, as are
/// folders and files that are missing, not permitted or larger than 2 GiB. Thread-safe.
[[nodiscard]] Expected<Bytes> read_file(const std::filesystem::path& path);

}  // namespace tintflow
