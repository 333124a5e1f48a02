#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include <sys/stat.h>

namespace tintflow {

/// By what a file is known to be unchanged.
struct FileStamp {
  /// Bytes.
  std::int64_t size = 0;
  /// Time of the last change of content, nanoseconds since 1970.
  std::int64_t modified_ns = 0;

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// Of two files as one: changes when either does.
[[nodiscard]] FileStamp joined(const FileStamp& one, const FileStamp& other);

[[nodiscard]] FileStamp stamp_of(const struct stat& status);

/// The stamp of what a link leads to; nothing where there is no such file.
[[nodiscard]] std::optional<FileStamp> stamp_behind_links(const std::filesystem::path& path);

/// The stamp of what bears the name itself, also a link; nothing where there is nothing.
[[nodiscard]] std::optional<FileStamp> stamp_of_name(const std::filesystem::path& path);

}  // namespace tintflow
