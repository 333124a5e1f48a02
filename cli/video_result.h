#pragma once

#include <memory>
#include <string>

#include "cli/video_job.h"
#include "cli/video_journal.h"
#include "io/descriptor_output.h"
#include "io/video_file.h"
#include "io/video_sink.h"
#include "pipeline/metrics.h"

namespace tintflow {

/// Where a video's bytes go: a file that appears when it is finished, or standard output.
class VideoResult {
 public:
  /// Both outlive it. Throws `FatalError` where no file can be made.
  VideoResult(const VideoJob& job, const VideoJournal& journal);

  [[nodiscard]] VideoOutput& get() { return file_ ? static_cast<VideoOutput&>(*file_) : *stream_; }

  /// Ends the video, gives the file its name and returns that; nothing where there is no video.
  /// What goes wrong becomes the summary's fatal error.
  [[nodiscard]] std::string finish(VideoSink& sink, RunSummary& summary);

 private:
  std::string appear(bool is_whole);

  const VideoJob& job_;
  const VideoJournal& journal_;
  std::unique_ptr<VideoFile> file_;
  std::unique_ptr<DescriptorOutput> stream_;
};

}  // namespace tintflow
