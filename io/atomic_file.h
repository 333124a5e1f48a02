#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>

#include "io/file_stamp.h"
#include "io/result.h"

namespace tintflow {

/// Is told the stamp of a finished file before it gets its name; an error keeps it from appearing.
using BeforeAppearing = std::function<Expected<void>(const FileStamp&)>;

/// Writes a file that appears whole or not at all, in place of one of that name: a temporary file
/// in the same folder is written, synchronized to disk and renamed. Missing folders are created,
/// and no temporary file stays behind. Throws `FatalError` where no other file could be written
/// either: disk or quota full, file system read-only, disk failing. Thread-safe.
[[nodiscard]] Expected<void> write_file_atomically(const std::filesystem::path& path,
                                                   std::span<const std::uint8_t> content,
                                                   const BeforeAppearing& before_appearing = {});

}  // namespace tintflow
