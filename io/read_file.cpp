#include "io/read_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "io/file_descriptor.h"

namespace tintflow {
namespace {

constexpr std::int64_t kMaxBytes = std::int64_t{1} << 31;

tl::unexpected<std::string> cannot_read() {
  switch (errno) {
    case ENOENT:
      return tl::unexpected<std::string>("the file does not exist");
    case EACCES:
      return tl::unexpected<std::string>("no permission to read the file");
    default:
      return tl::unexpected<std::string>("cannot be read: " +
                                         std::generic_category().message(errno));
  }
}

tl::unexpected<std::string> too_large(std::int64_t size) {
  return tl::unexpected(
      fmt::format("is {} bytes large, more than the 2 GiB that a picture may be", size));
}

/// Fills `bytes` from `filled` on as far as the file goes; the number of bytes filled in all.
Expected<std::size_t> fill(int descriptor, Bytes& bytes, std::size_t filled) {
  while (filled < bytes.size()) {
    const ssize_t count = ::read(descriptor, bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read();
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  return filled;
}

}  // namespace

Expected<FileContent> read_file_content(const std::filesystem::path& path) {
  // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat before {};
  if (!file.is_open() || ::fstat(file.number(), &before) != 0) return cannot_read();
  if (S_ISDIR(before.st_mode)) return tl::unexpected<std::string>("is a folder, not a file");
  if (!S_ISREG(before.st_mode)) {
    return tl::unexpected<std::string>(
        "is a pipe or device, not a regular file: copy it to a file first");
  }
  if (before.st_size >= kMaxBytes) return too_large(before.st_size);

  FileContent content{Bytes(static_cast<std::size_t>(before.st_size)), stamp_of(before)};
  const auto filled = fill(file.number(), content.bytes, 0);
  if (!filled) return tl::unexpected(filled.error());
  struct stat after {};
  if (::fstat(file.number(), &after) != 0) return cannot_read();
  if (*filled < content.bytes.size() || stamp_of(after) != content.stamp) {
    return tl::unexpected<std::string>(
        "was changed while it was read: run again when nothing writes to it");
  }
  return content;
}

Expected<Bytes> read_file(const std::filesystem::path& path) {
  return read_file_content(path).map(
      [](FileContent&& content) { return std::move(content.bytes); });
}

Expected<Bytes> read_start(int descriptor, std::size_t count) {
  Bytes bytes(count);
  const auto end = fill(descriptor, bytes, 0);
  if (!end) return tl::unexpected(end.error());
  bytes.resize(*end);
  return bytes;
}

Expected<Bytes> read_to_end(int descriptor, Bytes start) {
  Bytes bytes = std::move(start);
  while (std::ssize(bytes) < kMaxBytes) {
    constexpr std::size_t first_step = std::size_t{1} << 16;
    const std::size_t filled = bytes.size();
    bytes.resize(filled + std::max(first_step, filled));
    const auto end = fill(descriptor, bytes, filled);
    if (!end) return tl::unexpected(end.error());
    if (*end < bytes.size()) {
      bytes.resize(*end);
      return bytes;
    }
  }
  return too_large(std::ssize(bytes));
}

}  // namespace tintflow
