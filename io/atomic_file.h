#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "io/result.h"

namespace tintflow {

/// Writes a file that appears whole or not at all, in place of one of that name: a temporary file
/// in the same folder is written, synchronized to disk and renamed. Missing folders are created,
/// and no temporary file stays behind. Throws `FatalError` where no other file could be written
/// either: disk or quota full, file system read-only, disk failing. Thread-safe.
[[nodiscard]] Expected<void> write_file_atomically(const std::filesystem::path& path,
                                                   std::span<const std::uint8_t> content);

}  // namespace tintflow
