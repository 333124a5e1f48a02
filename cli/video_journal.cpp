#include "cli/video_journal.h"

#include <utility>

#include "cli/command_error.h"
#include "io/errors.h"
#include "io/real_path.h"
#include "io/temporary_file.h"

namespace tintflow {

VideoJournal::VideoJournal(const VideoJob& job, std::string digest)
    : output_(job.first_output()), digest_(std::move(digest)) {
  if (job.writes_stream() || job.reads_stream() || job.is_of_pictures || !job.container) return;
  const auto stamp = stamp_behind_links(job.input);
  if (!stamp) throw NoInputError(job.input + ": the file does not exist");
  input_ = real_path(job.input);
  input_stamp_ = *stamp;
  try {
    auto journal = JobJournal::open(output_.parent_path(), JobJournal::Lock::shared);
    if (!journal) throw FatalError(journal.error());
    journal_ = std::move(*journal);
  } catch (const FolderInUse& error) {
    throw UsageError(error.what());
  }
  remove_left_temporaries(output_.parent_path());
  records_ = journal_->take_records().of(output_.filename().string());
}

OutputState VideoJournal::state() const {
  return state_of_output(stamp_of_name(output_), records_, input_stamp_, digest_);
}

Expected<void> VideoJournal::append(const FileStamp& output) const {
  if (!journal_) return {};
  return journal_->append({.output = output_.filename().string(),
                           .output_stamp = output,
                           .input = input_.string(),
                           .input_stamp = input_stamp_,
                           .digest = digest_});
}

}  // namespace tintflow
