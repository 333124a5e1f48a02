#pragma once

#include <cstddef>
#include <filesystem>

#include "io/file_stamp.h"
#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// What a file held, and the stamp that it had all the while.
struct FileContent {
  Bytes bytes;
  FileStamp stamp;
};

/// The whole content of a regular file. Never blocks on pipes and devices: they are errors, as are
/// folders and files that are missing, not permitted, larger than 2 GiB or changed while they were
/// read. Thread-safe.
[[nodiscard]] Expected<FileContent> read_file_content(const std::filesystem::path& path);

/// The bytes of `read_file_content`.
[[nodiscard]] Expected<Bytes> read_file(const std::filesystem::path& path);

/// The next `count` bytes of an open file, pipe or terminal, less where it ends.
[[nodiscard]] Expected<Bytes> read_start(int descriptor, std::size_t count);

/// `start` and all that comes from an open file, pipe or terminal until its end. The error is one
/// of reading, or more than 2 GiB.
[[nodiscard]] Expected<Bytes> read_to_end(int descriptor, Bytes start = {});

}  // namespace tintflow
