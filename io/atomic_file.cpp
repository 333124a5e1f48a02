#include "io/atomic_file.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>

#include "io/errors.h"
#include "io/file_descriptor.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

/// The reason of a failed write, or the exception where writing other files would fail as well.
tl::unexpected<std::string> failure(const fs::path& path, int error) {
  const char* advice = nullptr;
  switch (error) {
    case ENOSPC:
      advice = "free some space on the disk";
      break;
    case EDQUOT:
      advice = "free some space or ask for a larger quota";
      break;
    case EROFS:
      advice = "choose an output folder that can be written to";
      break;
    case EIO:
      advice = "the disk may be failing: write to another one";
      break;
    default:
      break;
  }
  const std::string cause = std::generic_category().message(error);
  if (advice != nullptr) {
    throw FatalError(
        fmt::format("cannot write {}: {}; {}, then run again", path.string(), cause, advice));
  }
  return tl::unexpected(fmt::format("cannot write {}: {}", path.string(), cause));
}

/// A name that no other thread or process of this machine uses, hidden, and short, so that it is
/// valid wherever the final name is.
fs::path temporary_beside(const fs::path& path) {
  static std::atomic<std::uint64_t> counter{0};
  return path.parent_path() / fmt::format(".tintflow-{}-{}.tmp", ::getpid(), counter++);
}

/// Removes the file again unless it was moved to its final place.
class TemporaryFile {
 public:
  explicit TemporaryFile(fs::path path)
      : path_(std::move(path)),
        file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)),
        exists_(file_.is_open()) {}
  ~TemporaryFile() {
    if (exists_) (void)std::remove(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  [[nodiscard]] bool exists() const { return exists_; }

  /// Each returns false with the cause in `errno`.
  [[nodiscard]] bool write(std::span<const std::uint8_t> content) {
    while (!content.empty()) {
      const ssize_t count = ::write(file_.number(), content.data(), content.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return false;
      content = content.subspan(static_cast<std::size_t>(count));
    }
    return ::fsync(file_.number()) == 0 && file_.close();
  }
  [[nodiscard]] bool move_to(const fs::path& target) {
    if (std::rename(path_.c_str(), target.c_str()) != 0) return false;
    exists_ = false;
    return true;
  }

 private:
  fs::path path_;
  FileDescriptor file_;
  bool exists_;
};

}  // namespace

Expected<void> write_file_atomically(const fs::path& path, std::span<const std::uint8_t> content) {
  if (path.has_parent_path()) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return failure(path, error.value());
  }
  TemporaryFile file(temporary_beside(path));
  if (!file.exists() || !file.write(content) || !file.move_to(path)) return failure(path, errno);
  return {};
}

}  // namespace tintflow
