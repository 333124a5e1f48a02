#include "io/read_file.h"

#include <cerrno>
#include <cstdint>
#include <system_error>

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

}  // namespace

Expected<Bytes> read_file(const std::filesystem::path& path) {
  // Without O_NONBLOCK, opening a pipe would wait for somebody to write to it.
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (!file.is_open() || ::fstat(file.number(), &status) != 0) return cannot_read();
  if (S_ISDIR(status.st_mode)) return tl::unexpected<std::string>("is a folder, not a file");
  if (!S_ISREG(status.st_mode)) {
    return tl::unexpected<std::string>(
        "is a pipe or device, not a regular file: copy it to a file first");
  }
  if (status.st_size >= kMaxBytes) {
    return tl::unexpected(fmt::format(
        "is {} bytes large, more than the 2 GiB that a picture may be", status.st_size));
  }

  Bytes bytes(static_cast<std::size_t>(status.st_size));
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t count = ::read(file.number(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return cannot_read();
    if (count == 0) break;  // truncated while it was read: the decoder will tell
    filled += static_cast<std::size_t>(count);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace tintflow
