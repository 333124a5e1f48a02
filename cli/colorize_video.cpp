#include "cli/colorize_video.h"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include "cli/colorize_run.h"
#include "cli/command_error.h"
#include "cli/exit_code.h"
#include "cli/result_size.h"
#include "cli/run_console.h"
#include "cli/signals.h"
#include "cli/video_console.h"
#include "cli/video_input.h"
#include "io/descriptor_output.h"
#include "io/errors.h"
#include "io/image_format.h"
#include "io/numbered_sink.h"
#include "io/video_file.h"
#include "io/video_sink.h"
#include "stages/to_video.h"

namespace tintflow {
namespace {

/// The drawing, its result, and the frame before or behind them.
constexpr std::size_t kPicturesPerFrame = 3;

std::string describe(const std::string& name, const VideoInfo& info) {
  const cv::Size size = info.size();
  return fmt::format("{} ({}, {} x {}, {:.5g} frames/s{})", name, info.codec, size.width,
                     size.height, av_q2d(info.frame_rate),
                     info.seconds ? ", " + film_time(*info.seconds) : "");
}

/// Where the result goes: a file that appears when it is finished, or standard output.
class Output {
 public:
  explicit Output(const VideoJob& job) : job_(job) {
    if (job.writes_stream()) {
      stream_ = std::make_unique<DescriptorOutput>(STDOUT_FILENO);
      return;
    }
    auto file = VideoFile::create(job.output);
    if (!file) throw FatalError(file.error());
    file_ = std::move(*file);
  }

  [[nodiscard]] VideoOutput& get() { return file_ ? static_cast<VideoOutput&>(*file_) : *stream_; }

  /// Gives the file its name, which is returned.
  std::string appear(bool is_whole) {
    if (!file_) return job_.output_name();
    const std::string name = is_whole ? job_.output : job_.partial_output().string();
    const auto done = file_->appear_as(name);
    if (!done) throw FatalError(done.error());
    return name;
  }

 private:
  const VideoJob& job_;
  std::unique_ptr<VideoFile> file_;
  std::unique_ptr<DescriptorOutput> stream_;
};

/// Ends the file and names it. What goes wrong becomes the summary's fatal error.
std::string finish(VideoSink& sink, Output& output, RunSummary& summary) {
  const bool is_whole = !summary.stopped && !summary.fatal_error;
  Expected<void> finished;
  try {
    finished = sink.finish(is_whole ? VideoSink::Ending::whole : VideoSink::Ending::early);
  } catch (const FatalError& error) {
    if (!summary.fatal_error) summary.fatal_error = error.what();
  }
  try {
    if (finished) return output.appear(is_whole && !summary.fatal_error);
    if (!summary.fatal_error && !summary.stopped) summary.fatal_error = finished.error();
  } catch (const FatalError& error) {
    if (!summary.fatal_error) summary.fatal_error = error.what();
  }
  return {};
}

void print_summary(const RunSummary& summary, bool has_output) {
  RunSummary of_inputs = summary;
  of_inputs.inputs = 1;
  of_inputs.written = has_output ? 1 : 0;
  of_inputs.failed = has_output ? 0 : 1;
  print_summary_line(of_inputs, {});
}

/// A run from an opened input through complete stages into `sink`.
RunSummary color(const ColorizeOptions& options, const VideoJob& job, VideoInput& input,
                 ColorizeStages stages, Sink& sink, VideoConsole& console,
                 const StopSignals& signals) {
  const ColorizeRun run(options, std::move(stages), kPicturesPerFrame);
  run.announce(1, describe(job.input_name(), input.info));
  return run.color(*input.source, sink, console, signals.token());
}

RunSummary color_to_video(const ColorizeOptions& options, const VideoJob& job, VideoInput& input,
                          ColorizeStages stages, VideoConsole& console, const StopSignals& signals,
                          std::string& written) {
  const VideoInfo& info = input.info;
  const cv::Size size = result_size(stages, info.size());
  std::vector<std::string> losses;
  const auto target = choose_target(video_wish(options.video, *job.container), info, size, losses);
  if (!target) throw UsageError(target.error());
  for (const std::string& text : losses) console.notice(text);
  stages.encode =
      ToVideo{.pixels = {.format = target->pixel_format, .color = info.color, .size = size}};
  Output output(job);
  VideoSink sink(job.output_name(), output.get(), *target, info, std::move(input.rest));
  RunSummary summary = color(options, job, input, std::move(stages), sink, console, signals);
  written = finish(sink, output, summary);
  for (const std::string& text : sink.notices()) console.notice(text);
  return summary;
}

RunSummary color_to_pictures(const ColorizeOptions& options, const VideoJob& job, VideoInput& input,
                             ColorizeStages stages, VideoConsole& console,
                             const StopSignals& signals, std::string& written) {
  NumberedSink sink(job.output);
  RunSummary summary = color(options, job, input, std::move(stages), sink, console, signals);
  if (summary.written > 0) written = job.output;
  return summary;
}

}  // namespace

int colorize_video(const ColorizeOptions& options, Bytes start) {
  const VideoJob job = plan_video_job(options);
  if (job.container) (void)video_wish(options.video, *job.container);  // tells what cannot be
  if (options.dry_run) {
    std::cout << job.input_name() << " -> " << job.output_name() << "\n";
    return exit_ok;
  }
  if (!job.writes_stream() && options.never_overwrite &&
      std::filesystem::exists(job.first_output())) {
    spdlog::info("{} exists and is kept", job.first_output().string());
    if (options.common.json) print_summary_line({}, {.skipped = 1});
    return exit_ok;
  }
  // SVT-AV1 asks nobody before it prints; set while there is one thread.
  setenv("SVT_LOG", "0", 0);
  const StopSignals signals;
  // One output format for all frames where they become pictures.
  const auto format = format_of_extension(job.output);
  ColorizeStages stages = make_stages(options, {format.value_or(ImageFormat::png)});
  VideoInput input = open_video_input(job, options, std::move(start));
  stages.decode = input.decode;
  VideoConsole console(options.common, job.input_name(), input.info, input.names);
  for (const std::string& text : input.info.notices) console.notice(text);

  std::string written;
  const auto color_to = job.container ? color_to_video : color_to_pictures;
  const RunSummary summary =
      color_to(options, job, input, std::move(stages), console, signals, written);
  console.finish(summary, written);
  if (written == job.partial_output()) {
    spdlog::warn("{} plays and holds what was done before the end", written);
  }
  if (options.common.json) print_summary(summary, !written.empty());
  return exit_status(summary, {}, signals.received());
}

}  // namespace tintflow
