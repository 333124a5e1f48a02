#include "cli/video_console.h"

#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/json_lines.h"
#include "cli/run_console.h"

extern "C" {
#include <libavutil/frame.h>
}

namespace tintflow {

VideoConsole::VideoConsole(const CommonOptions& options, std::string input, const VideoInfo& info,
                           std::function<std::string(std::uint64_t)> names)
    : json_(options.json),
      stats_(options.stats),
      input_(std::move(input)),
      names_(std::move(names)),
      time_base_(info.time_base),
      film_length_(info.seconds),
      line_(!options.quiet && !options.no_progress) {
  progress_.total = info.frames;
}

double VideoConsole::film_seconds() const { return first_start_ ? seconds_from(*first_start_) : 0; }

double VideoConsole::seconds_from(std::int64_t start) const {
  return static_cast<double>(last_end_ - start) * av_q2d(time_base_);
}

void VideoConsole::item_finished(const Result<Encoded>& frame) {
  ++progress_.done;
  if (frame) {
    size_ = frame->size;
    if (const AVFrame* shown = frame->video_frame.get()) {
      if (!first_start_) first_start_ = shown->pts;
      if (!film_start_) film_start_ = first_start_;
      last_end_ = shown->pts + shown->pkt_duration;
    }
    for (const std::string& text : frame->notices) notice(text);
  } else {
    const Failure& failure = frame.error();
    ++progress_.failed;
    tell(failure, passed_over_ + failure.id.index);
  }
  if (line_.is_due()) show_progress();
}

void VideoConsole::passed_over(const Result<Encoded>& frame) {
  if (!frame) {
    tell(frame.error(), frame.error().id.index);
  } else if (const AVFrame* shown = frame->video_frame.get(); shown && !film_start_) {
    film_start_ = shown->pts;
  }
  ++passed_over_;
  if (progress_.total && *progress_.total > 0) --*progress_.total;
}

void VideoConsole::tell(const Failure& failure, std::uint64_t frame) {
  // Where the output takes no more, all that is in flight fails alike.
  if (failure.stage == "write" && std::exchange(has_told_of_output_, true)) return;
  line_.clear();
  if (names_) {
    print_failure(names_(frame), failure.stage, failure.reason, json_);
    return;
  }
  // The source tells the times of what it could not decode.
  const std::string which = failure.stage == "decode" ? "" : fmt::format("frame {}: ", frame + 1);
  print_failure(input_, failure.stage, which + failure.reason, json_);
}

void VideoConsole::notice(const std::string& text) {
  if (!notices_.insert(text).second) return;
  line_.clear();
  spdlog::warn("{}: {}", input_, text);
  if (json_) print_json_line({{"event", "notice"}, {"input", input_}, {"notice", text}});
}

void VideoConsole::show_progress() {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start_;
  progress_.seconds = elapsed.count();
  // The container's number of frames need not be true.
  if (progress_.total && *progress_.total < progress_.done) progress_.total.reset();
  const double speed = film_seconds() / progress_.seconds;
  const std::string length = film_length_ ? " of " + film_time(*film_length_) : "";
  const double position = film_start_ ? seconds_from(*film_start_) : 0;
  line_.show(
      fmt::format("{}  {}{}  {:.2f}x", to_text(progress_), film_time(position), length, speed));
  if (!json_) return;
  nlohmann::ordered_json line{{"event", "progress"}, {"done", progress_.done}};
  if (progress_.total) line["total"] = *progress_.total;
  line["failed"] = progress_.failed;
  line["per_second"] = progress_.per_second();
  if (const auto left = progress_.seconds_left()) line["eta_s"] = *left;
  line["film_s"] = film_seconds();
  line["speed"] = speed;
  print_json_line(line);
}

void VideoConsole::finish(const RunSummary& summary, const std::string& output) {
  line_.clear();
  if (json_ && !output.empty()) {
    print_json_line({{"event", "item"},
                     {"input", input_},
                     {"output", output},
                     {"width", size_.width},
                     {"height", size_.height},
                     {"frames", summary.written},
                     {"film_s", film_seconds()}});
  }
  std::string text =
      fmt::format("{} frames ({}) colored in {:.1f} s ({:.1f}/s, {:.2f}x)", summary.written,
                  film_time(film_seconds()), summary.seconds,
                  summary.seconds > 0 ? static_cast<double>(summary.written) / summary.seconds : 0,
                  summary.seconds > 0 ? film_seconds() / summary.seconds : 0);
  if (summary.reused > 0) text += fmt::format(", {} reused", summary.reused);
  if (summary.failed > 0) text += fmt::format(", {} failed", summary.failed);
  if (!output.empty()) text += ": " + output;
  spdlog::info("{}", text);
  if (stats_) print_stats(summary);
}

}  // namespace tintflow
