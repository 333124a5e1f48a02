#include "cli/video_journal.h"

#include <utility>

#include <fmt/format.h>

#include "cli/command_error.h"
#include "io/content_digest.h"
#include "io/errors.h"
#include "io/real_path.h"
#include "io/temporary_file.h"

extern "C" {
#include <libavutil/avutil.h>
}

namespace tintflow {
namespace {

FileStamp stamp_of_input(const std::filesystem::path& file) {
  const auto stamp = stamp_behind_links(file);
  if (!stamp) throw NoInputError(file.string() + ": the file does not exist");
  return *stamp;
}

}  // namespace

VideoJournal::VideoJournal(const VideoJob& job, std::string digest)
    : output_(job.first_output()), digest_(std::move(digest)) {
  if (job.writes_stream() || job.reads_stream() || !job.container) return;
  if (job.is_of_pictures) {
    describe(job.pictures);
  } else {
    input_ = real_path(job.input);
    input_stamp_ = stamp_of_input(job.input);
  }
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

void VideoJournal::describe(const FilmPictures& pictures) {
  ContentDigest digest;
  digest.add(digest_);
  for (const std::filesystem::path& file : pictures.files) {
    const FileStamp stamp = stamp_of_input(file);
    input_stamp_ = input_.empty() ? stamp : joined(input_stamp_, stamp);
    if (input_.empty()) input_ = real_path(file);
    digest.add(std::string_view(file.filename().native()));
  }
  digest_ = digest.finish();
}

std::optional<std::string> VideoJournal::job_text() const {
  if (!journal_) return std::nullopt;
  return fmt::format("{}\n{} {}\n{}\nFFmpeg {}", input_.string(), input_stamp_.size,
                     input_stamp_.modified_ns, digest_, av_version_info());
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
