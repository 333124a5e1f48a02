#include "cli/colorize_video.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/colorize_run.h"
#include "cli/command_error.h"
#include "cli/exit_code.h"
#include "cli/job_digest.h"
#include "cli/result_size.h"
#include "cli/run_console.h"
#include "cli/signals.h"
#include "cli/video_console.h"
#include "cli/video_input.h"
#include "cli/video_journal.h"
#include "cli/video_result.h"
#include "cli/video_resume.h"
#include "io/image_format.h"
#include "io/numbered_sink.h"
#include "io/rest_of_source.h"
#include "io/video_sink.h"
#include "models/device.h"
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

/// The CUDA device that the run works on; none for the processor.
std::optional<int> cuda_device(const CommonOptions& options) {
  const Device device = choose_device({options.device, parse_precision(options.precision)});
  return device.cuda ? std::optional(device.index) : std::nullopt;
}

void print_summary(const RunSummary& summary, bool has_output) {
  RunSummary of_inputs = summary;
  of_inputs.inputs = 1;
  of_inputs.written = has_output ? 1 : 0;
  of_inputs.failed = has_output ? 0 : 1;
  print_summary_line(of_inputs, {});
}

/// One run, from its opened input to its output.
class VideoRun {
 public:
  /// `resume`: null where a run cannot go on.
  VideoRun(const ColorizeOptions& options, const VideoJob& job, const VideoJournal& journal,
           VideoResume* resume, Bytes start)
      : options_(options),
        job_(job),
        journal_(journal),
        resume_(resume),
        stages_(make_stages(options, {format_of_extension(job.output).value_or(ImageFormat::png)})),
        input_(open_video_input(job, options, std::move(start), cuda_device(options.common))),
        console_(options.common, job.input_name(), input_.info, input_.names) {
    stages_.decode = input_.decode;
    stages_.film = film_steps(options.film, job.is_of_pictures);
    stages_.film.seconds_per_tick = av_q2d(input_.info.time_base);
    if (job.container) stages_.film.segment = VideoSegments::usual_length;
    for (const std::string& text : input_.info.notices) console_.notice(text);
    if (resume) go_on(*resume);
  }

  int run() {
    std::string written;
    const RunSummary summary =
        job_.container ? color_to_video(written) : color_to_pictures(written);
    console_.finish(summary, written);
    if (written == job_.partial_output()) {
      spdlog::warn(
          "{} plays and holds what was done before the end{}", written,
          resume_ != nullptr && resume_->has_segments() ? "; the same command goes on" : "");
    }
    if (options_.common.json) print_summary(summary, !written.empty());
    return exit_status(summary, {}, signals_.received());
  }

 private:
  /// Passes over what a run before has done. What it could not do is told once more.
  void go_on(VideoResume& resume) {
    resume.connect(stages_.film, options_.overwrite);
    segments_ = {.first_frame = resume.first_frame(), .journal = resume.packets()};
    if (segments_.first_frame == 0) return;
    spdlog::info("{}: goes on with frame {}, where a run was ended", job_.output,
                 segments_.first_frame + 1);
    for (std::uint64_t frame = 0; frame < segments_.first_frame; ++frame) {
      const auto item = input_.source->next();
      if (!item || signals_.token().stop_requested()) break;
      console_.passed_over(*item);
      failed_before_ += *item ? 0 : 1;
    }
  }

  RunSummary color(Sink& sink) {
    const ColorizeRun run(options_, stages_, kPicturesPerFrame);
    run.announce(1, describe(job_.input_name(), input_.info));
    RestOfSource rest(*input_.source, segments_.first_frame);
    RunSummary summary = run.color(rest, sink, console_, signals_.token());
    summary.failed += failed_before_;
    return summary;
  }

  RunSummary color_to_video(std::string& written) {
    const VideoInfo& info = input_.info;
    const cv::Size size = result_size(stages_, info.size());
    std::vector<std::string> losses;
    const auto target =
        choose_target(video_wish(options_.video, *job_.container), info, size, losses);
    if (!target) throw UsageError(target.error());
    for (const std::string& text : losses) console_.notice(text);
    stages_.encode =
        ToVideo{.pixels = {.format = target->pixel_format, .color = info.color, .size = size}};
    VideoResult output(job_, journal_);
    VideoSink sink(job_.output_name(), output.get(), *target, info, std::move(input_.rest),
                   segments_);
    RunSummary summary = color(sink);
    written = output.finish(sink, summary);
    if (resume_ != nullptr && written == job_.output) resume_->finish();
    for (const std::string& text : sink.notices()) console_.notice(text);
    return summary;
  }

  RunSummary color_to_pictures(std::string& written) {
    NumberedSink sink(job_.output);
    RunSummary summary = color(sink);
    if (summary.written > 0) written = job_.output;
    return summary;
  }

  /// First, since it must come before all threads.
  const StopSignals signals_;
  const ColorizeOptions& options_;
  const VideoJob& job_;
  const VideoJournal& journal_;
  VideoResume* const resume_;
  ColorizeStages stages_;
  VideoInput input_;
  VideoConsole console_;
  VideoSegments segments_;
  /// Frames that the run before could not do.
  std::uint64_t failed_before_ = 0;
};

[[noreturn]] void throw_foreign(const std::string& output) {
  throw UsageError(output +
                   " exists, not made by this job; -y overwrites it, -n keeps it, -o names another "
                   "place");
}

/// The exit status where the output stays as it is; nothing where it is to be made.
std::optional<int> settle(const ColorizeOptions& options, const VideoJob& job,
                          const VideoJournal& journal) {
  if (job.writes_stream() || options.overwrite) return std::nullopt;
  const std::string output = job.first_output().string();
  const OutputState state = journal.state();
  if (state == OutputState::missing) return std::nullopt;
  if (state == OutputState::finished || options.never_overwrite) {
    spdlog::info("{} {}", output,
                 state == OutputState::finished ? "is finished already" : "exists and is kept");
    if (options.common.json) print_summary_line({}, {.skipped = 1});
    return exit_ok;
  }
  if (state == OutputState::foreign) throw_foreign(output);
  spdlog::warn("{} is kept, but {}; -y makes it again", output, reason_to_keep(state));
  if (options.common.json) print_summary_line({}, {.kept = 1});
  return exit_some_failed;
}

}  // namespace

int colorize_video(const ColorizeOptions& options, const std::string& digest, Bytes start) {
  VideoJob job = plan_video_job(options);
  if (job.container) (void)video_wish(options.video, *job.container);  // tells what cannot be
  if (options.dry_run) {
    std::cout << job.input_name() << " -> " << job.output_name() << "\n";
    return exit_ok;
  }
  if (job.is_of_pictures) job.pictures = list_film_pictures(options);
  const VideoJournal journal(job, digest);
  if (const auto status = settle(options, job, journal)) return *status;
  // SVT-AV1 asks nobody before it prints; set while there is one thread.
  setenv("SVT_LOG", "0", 0);
  std::optional<VideoResume> resume;
  if (const auto text = journal.job_text(); text && job.container != VideoContainer::gif) {
    resume.emplace(job.output, *text);
  }
  return VideoRun(options, job, journal, resume ? &*resume : nullptr, std::move(start)).run();
}

void check_video_output(const ColorizeOptions& options, const std::string& digest) {
  const VideoJob job = plan_video_job(options);
  if (options.dry_run || options.overwrite || options.never_overwrite) return;
  const VideoJournal journal(job, digest);
  if (journal.state() == OutputState::foreign) throw_foreign(job.output);
}

}  // namespace tintflow
