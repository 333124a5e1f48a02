#include "io/atomic_file.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>

#include "io/file_descriptor.h"
#include "io/write_error.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

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
    if (error) return tl::unexpected(write_error(path, error.value()));
  }
  TemporaryFile file(temporary_beside(path));
  if (!file.exists() || !file.write(content) || !file.move_to(path)) {
    return tl::unexpected(write_error(path, errno));
  }
  return {};
}

}  // namespace tintflow
