#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

#include "io/file_descriptor.h"
#include "io/journal_records.h"
#include "io/result.h"

namespace tintflow {

/// Name of the journal in its folder.
inline constexpr const char* kJournalName = ".tintflow-journal";

/// Another run writes to the same folder.
struct FolderInUse : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Remembers in an output folder what was finished there and from what, so that running again skips
/// it. Locked for as long as it lives.
///
/// A record is appended before its output gets its name. Whenever a run dies, each record thus
/// matches the file of its name or does not, and only a file that it matches counts as finished.
class JobJournal {
 public:
  /// `exclusive`: no other run may use the folder; `shared`: others that also share it may, as
  /// where single pictures of one folder are colored at the same time.
  enum class Lock { exclusive, shared };

  /// Creates folder and journal where they are missing. An exclusive one is rewritten where most of
  /// it no longer counts. The error is a folder that cannot be written to; throws `FatalError` as
  /// `write_error` tells, and `FolderInUse`.
  [[nodiscard]] static Expected<std::unique_ptr<JobJournal>> open(
      const std::filesystem::path& folder, Lock lock);

  /// Removes the journal, and a folder that was created for it, if nothing was recorded.
  ~JobJournal();
  JobJournal(const JobJournal&) = delete;
  JobJournal& operator=(const JobJournal&) = delete;

  /// What it held when it was opened. Large, so hand it over and let it go.
  [[nodiscard]] JournalRecords take_records() {
    return std::exchange(records_, JournalRecords({}));
  }
  /// Adds a record. Thread-safe. See `write_error` for errors.
  [[nodiscard]] Expected<void> append(const JournalRecord& record);

 private:
  explicit JobJournal(const std::filesystem::path& folder) : folder_(folder) {}
  [[nodiscard]] std::filesystem::path path() const { return folder_ / kJournalName; }
  [[nodiscard]] Expected<void> open_locked(Lock lock);
  [[nodiscard]] Expected<void> load();
  void compact();

  const std::filesystem::path folder_;
  bool created_folder_ = false;
  FileDescriptor file_{-1};
  JournalRecords records_{{}};
  std::mutex mutex_;
  /// What was written last may lack its newline.
  bool is_torn_ = false;
};

/// The records of a folder's journal, read without a lock; none where there is no journal.
[[nodiscard]] JournalRecords read_journal(const std::filesystem::path& folder);

}  // namespace tintflow
