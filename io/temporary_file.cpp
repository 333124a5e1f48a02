#include "io/temporary_file.h"

#include <atomic>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>

#include "io/write_all.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = ".tintflow-";
constexpr std::string_view kSuffix = ".tmp";

fs::path new_temporary_beside(const fs::path& target) {
  static std::atomic<std::uint64_t> counter{0};
  return target.parent_path() / fmt::format("{}{}-{}{}", kPrefix, ::getpid(), counter++, kSuffix);
}

/// The process that made a temporary file of this name; 0 where it is no such name.
pid_t maker_of(std::string_view name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return 0;
  name.remove_prefix(kPrefix.size());
  pid_t process = 0;
  const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), process);
  return error == std::errc() && *rest == '-' ? process : 0;
}

/// An ended process of another container may have had this one's number.
bool has_ended(pid_t process) {
  return process == ::getpid() || (::kill(process, 0) != 0 && errno == ESRCH);
}

}  // namespace

TemporaryFile::TemporaryFile(const fs::path& target) : target_(target), file_(-1) {
  do {
    path_ = new_temporary_beside(target);
    file_ = FileDescriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  } while (!file_.is_open() && errno == EEXIST);
  exists_ = file_.is_open();
}

TemporaryFile::~TemporaryFile() {
  if (exists_) (void)std::remove(path_.c_str());
}

bool TemporaryFile::write(std::span<const std::uint8_t> content) {
  return write_all(file_.number(), content);
}

bool TemporaryFile::synchronize(FileStamp& stamp) {
  struct stat status {};
  if (::fsync(file_.number()) != 0 || ::fstat(file_.number(), &status) != 0) return false;
  stamp = stamp_of(status);
  return true;
}

bool TemporaryFile::move_to(const fs::path& path) {
  if (std::rename(path_.c_str(), path.c_str()) != 0) return false;
  exists_ = false;
  return true;
}

void remove_left_temporaries(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder.empty() ? "." : folder, error), end;
       !error && entry != end; entry.increment(error)) {
    const pid_t maker = maker_of(entry->path().filename().native());
    std::error_code ignored;  // what cannot be removed disturbs nobody
    if (maker > 0 && has_ended(maker)) fs::remove(entry->path(), ignored);
  }
}

}  // namespace tintflow
