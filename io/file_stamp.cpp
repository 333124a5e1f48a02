#include "io/file_stamp.h"

#include <algorithm>

namespace tintflow {

FileStamp joined(const FileStamp& one, const FileStamp& other) {
  return {one.size + other.size, std::max(one.modified_ns, other.modified_ns)};
}

FileStamp stamp_of(const struct stat& status) {
  constexpr std::int64_t second = 1'000'000'000;
  return {status.st_size, status.st_mtim.tv_sec * second + status.st_mtim.tv_nsec};
}

std::optional<FileStamp> stamp_behind_links(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return stamp_of(status);
}

std::optional<FileStamp> stamp_of_name(const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return std::nullopt;
  return stamp_of(status);
}

}  // namespace tintflow
