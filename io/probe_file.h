#pragma once

#include <filesystem>

#include "io/image_info.h"
#include "io/result.h"

namespace tintflow {

/// Reads a picture's header from the beginning of its file; from all of it only where that is not
/// enough. Thread-safe.
[[nodiscard]] Expected<ImageInfo> probe_file(const std::filesystem::path& path);

}  // namespace tintflow
