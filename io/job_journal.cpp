#include "io/job_journal.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <span>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include "io/temporary_file.h"
#include "io/write_all.h"
#include "io/write_error.h"

namespace tintflow {
namespace {

namespace fs = std::filesystem;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string error_text(int error) {
  return "cannot be read: " + std::generic_category().message(error);
}

bool is_regular(const FileDescriptor& file) {
  struct stat status {};
  return ::fstat(file.number(), &status) == 0 && S_ISREG(status.st_mode);
}

/// All of a regular file. It may be large, so no more than its text is held.
Expected<std::string> read_text(const FileDescriptor& file) {
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return tl::unexpected(error_text(errno));
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < text.size()) {
    const ssize_t count = ::read(file.number(), text.data() + filled, text.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return tl::unexpected(error_text(errno));
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  text.resize(filled);
  return text;
}

/// The file that has the journal's name is still the open one: no other run has replaced or
/// removed it before this one had its lock.
bool has_name(const FileDescriptor& file, const fs::path& path) {
  struct stat open {};
  struct stat named {};
  return ::fstat(file.number(), &open) == 0 && ::stat(path.c_str(), &named) == 0 &&
         open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

/// Of an output's records the one that counts: that of the file on disk, else the newest, by which
/// a changed file is told from a foreign one; none where there is no file.
const JournalRecord* record_that_counts(const std::vector<JournalRecord>& records,
                                        const fs::path& folder) {
  const auto on_disk = stamp_of_name(folder / records.front().output);
  if (!on_disk) return nullptr;
  const auto match = std::ranges::find(records, *on_disk, &JournalRecord::output_stamp);
  return match == records.end() ? &records.back() : &*match;
}

}  // namespace

Expected<std::unique_ptr<JobJournal>> JobJournal::open(const fs::path& folder, Lock lock) {
  std::unique_ptr<JobJournal> journal(new JobJournal(folder));
  const auto opened = journal->open_locked(lock).and_then([&] { return journal->load(); });
  if (!opened) return tl::unexpected(opened.error());
  if (lock == Lock::exclusive) journal->compact();
  return journal;
}

Expected<void> JobJournal::open_locked(Lock lock) {
  std::error_code error;
  if (!folder_.empty()) created_folder_ = fs::create_directories(folder_, error);
  if (error) return tl::unexpected(write_error(path(), error.value()));
  do {
    file_ = FileDescriptor(::open(path().c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
    if (!file_.is_open()) return tl::unexpected(write_error(path(), errno));
    const int kind = lock == Lock::exclusive ? LOCK_EX : LOCK_SH;
    if (::flock(file_.number(), kind | LOCK_NB) != 0) {
      if (errno != EWOULDBLOCK) return tl::unexpected(write_error(path(), errno));
      throw FolderInUse(fmt::format(
          "another run is writing to {}: wait until it has ended, or choose another output folder",
          folder_.empty() ? "." : folder_.string()));
    }
  } while (!has_name(file_, path()));
  return {};
}

Expected<void> JobJournal::load() {
  if (!is_regular(file_)) {
    return tl::unexpected(path().string() + ": is not a regular file; remove it");
  }
  auto text = read_text(file_);
  if (!text) return tl::unexpected(fmt::format("{}: {}", path().string(), text.error()));
  is_torn_ = !text->empty() && text->back() != '\n';
  records_ = JournalRecords(std::move(*text));
  return {};
}

/// Where that fails, the journal stays as it is: it only takes more room than it must.
void JobJournal::compact() {
  if (records_.size() <= 2 * records_.output_count()) return;
  std::string text;
  records_.for_each_output([&](const std::vector<JournalRecord>& of_output) {
    if (const JournalRecord* kept = record_that_counts(of_output, folder_)) text += to_line(*kept);
  });
  TemporaryFile shorter(path());
  FileStamp stamp;
  // Locked before it gets the name, so that no other run finds it free.
  if (shorter.exists() && ::flock(shorter.file().number(), LOCK_EX | LOCK_NB) == 0 &&
      ::fcntl(shorter.file().number(), F_SETFL, O_APPEND) == 0 && shorter.write(bytes_of(text)) &&
      shorter.synchronize(stamp) && shorter.move_to_target()) {
    file_ = shorter.take_file();
    is_torn_ = false;
  }
}

JobJournal::~JobJournal() {
  struct stat status {};
  const bool is_empty =
      file_.is_open() && ::fstat(file_.number(), &status) == 0 && status.st_size == 0;
  // Another run that shares the journal may be about to append to it.
  if (!is_empty || ::flock(file_.number(), LOCK_EX | LOCK_NB) != 0) return;
  std::error_code ignored;
  fs::remove(path(), ignored);
  if (created_folder_) fs::remove(folder_, ignored);  // fails where results are in it
}

Expected<void> JobJournal::append(const JournalRecord& record) {
  const std::scoped_lock lock(mutex_);
  const std::string line = fmt::format("{}{}", is_torn_ ? "\n" : "", to_line(record));
  is_torn_ = true;
  if (!write_all(file_.number(), bytes_of(line))) {
    return tl::unexpected(write_error(path(), errno));
  }
  is_torn_ = false;
  return {};
}

JournalRecords read_journal(const fs::path& folder) {
  // Without O_NONBLOCK, opening a pipe of this name would wait for somebody to write to it.
  const FileDescriptor file(
      ::open((folder / kJournalName).c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  auto text = is_regular(file) ? read_text(file) : Expected<std::string>("");
  return JournalRecords(text ? std::move(*text) : std::string());
}

}  // namespace tintflow
