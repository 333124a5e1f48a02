#include "cli/video_result.h"

#include <utility>

#include <unistd.h>

#include "io/errors.h"

namespace tintflow {

VideoResult::VideoResult(const VideoJob& job, const VideoJournal& journal)
    : job_(job), journal_(journal) {
  if (job.writes_stream()) {
    stream_ = std::make_unique<DescriptorOutput>(STDOUT_FILENO);
    return;
  }
  auto file = VideoFile::create(job.output);
  if (!file) throw FatalError(file.error());
  file_ = std::move(*file);
}

std::string VideoResult::appear(bool is_whole) {
  if (!file_) return job_.output_name();
  std::string name = is_whole ? job_.output : job_.partial_output().string();
  const auto done = file_->appear_as(name, [&](const FileStamp& stamp) -> Expected<void> {
    return is_whole ? journal_.append(stamp) : Expected<void>();
  });
  if (!done) throw FatalError(done.error());
  return name;
}

std::string VideoResult::finish(VideoSink& sink, RunSummary& summary) {
  const bool is_whole = !summary.stopped && !summary.fatal_error;
  Expected<void> finished;
  try {
    finished = sink.finish(is_whole ? VideoSink::Ending::whole : VideoSink::Ending::early);
  } catch (const FatalError& error) {
    if (!summary.fatal_error) summary.fatal_error = error.what();
  }
  try {
    if (finished) return appear(is_whole && !summary.fatal_error);
    if (!summary.fatal_error && !summary.stopped) summary.fatal_error = finished.error();
  } catch (const FatalError& error) {
    if (!summary.fatal_error) summary.fatal_error = error.what();
  }
  return {};
}

}  // namespace tintflow
