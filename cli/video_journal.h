#pragma once

#include <memory>
#include <optional>
#include <string>

#include "cli/video_job.h"
#include "io/job_journal.h"
#include "io/resume.h"

namespace tintflow {

/// Remembers in the output's folder that a video was finished, and of what it was made. Of streams,
/// and where pictures are made, nothing is remembered.
class VideoJournal {
 public:
  /// `job`: with its pictures. `digest`: tells what else makes the output what it is. Removes what
  /// ended runs have left in the folder. Throws `UsageError` where another run uses it,
  /// `FatalError` as `write_error` does.
  VideoJournal(const VideoJob& job, std::string digest);

  /// What is in the output's place.
  [[nodiscard]] OutputState state() const;
  /// All that makes the output what it is, as a text; nothing where nothing is remembered.
  [[nodiscard]] std::optional<std::string> job_text() const;
  /// Notes that the output is finished and has this stamp.
  [[nodiscard]] Expected<void> append(const FileStamp& output) const;

 private:
  void describe(const FilmPictures& pictures);

  const std::filesystem::path output_;
  std::string digest_;
  /// The video, or the first of pictures.
  std::filesystem::path input_;
  /// Of the video, or of all pictures as one.
  FileStamp input_stamp_;
  /// Null where nothing is remembered.
  std::unique_ptr<JobJournal> journal_;
  std::vector<JournalRecord> records_;
};

}  // namespace tintflow
