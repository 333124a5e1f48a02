#include "cli/evaluate_video.h"

#include <cstdint>
#include <iostream>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "cli/command_error.h"
#include "cli/exit_code.h"
#include "cli/json_lines.h"
#include "cli/run_console.h"
#include "cli/signals.h"
#include "cli/video_input.h"
#include "io/video_content.h"
#include "stages/flicker.h"

namespace tintflow {
namespace {

VideoInput open_input(const std::string& name) {
  VideoJob job;
  job.input = name;
  job.is_of_pictures = !is_video_file(name);
  ColorizeOptions options;
  options.inputs = {name};
  if (job.is_of_pictures) job.pictures = list_film_pictures(options);
  return open_video_input(job, options, {});
}

/// The frames of a film, or of numbered pictures, one after the other.
class Film {
 public:
  explicit Film(const std::string& name) : name_(name), input_(open_input(name)) {}

  /// The next frame's pixels; what is damaged is told and left out, as `colorize` leaves it out.
  std::optional<cv::Mat> next() {
    while (const auto item = input_.source->next()) {
      if (!*item) {
        tell(item->error().reason);
        continue;
      }
      const auto frame = input_.decode.run(**item);
      if (frame) return frame->picture.pixels;
      tell(frame.error());
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_whole() const { return is_whole_; }

 private:
  void tell(const std::string& reason) {
    is_whole_ = false;
    spdlog::error("{}: decode: {}", name_, reason);
  }

  const std::string name_;
  VideoInput input_;
  bool is_whole_ = true;
};

void print(const FilmFlicker& flicker, std::uint64_t frames, bool json) {
  if (json) {
    print_json_line({{"event", "flicker"},
                     {"frames", frames},
                     {"cuts", flicker.cuts()},
                     {"still_share", flicker.still_share()},
                     {"still_change", flicker.still_change()},
                     {"warped_error", flicker.warped_error()}});
    return;
  }
  std::cout << fmt::format(
                   "{} frames, {} scene cuts\n"
                   "still, {:.1f}% of the area: colors change by {:.3f} levels from frame to "
                   "frame\n"
                   "along motion: colors change by {:.3f} levels\n",
                   frames, flicker.cuts(), 100 * flicker.still_share(), flicker.still_change(),
                   flicker.warped_error())
            << std::flush;
}

}  // namespace

int evaluate_video(const EvaluateOptions& options) {
  const StopSignals signals;
  Film drawings(options.pairs);
  Film colors(options.video);
  FilmFlicker flicker;
  std::optional<MeasuredFrame> before;
  std::uint64_t frames = 0;
  while (signals.received() == 0) {
    const auto drawing = drawings.next();
    const auto color = colors.next();
    if (drawing.has_value() != color.has_value()) {
      throw NoInputError(fmt::format("{} has more frames than {}: is it colored from it?",
                                     drawing ? options.pairs : options.video,
                                     drawing ? options.video : options.pairs));
    }
    if (!drawing) break;
    MeasuredFrame now = measured_frame(*drawing, *color);
    const bool is_comparable = before && before->color.size() == now.color.size();
    if (is_comparable) flicker.add(measure_flicker(*before, now));
    before = std::move(now);
    ++frames;
  }
  const bool is_whole = drawings.is_whole() && colors.is_whole();
  print(flicker, frames, options.common.json);
  if (options.common.json) {
    RunSummary summary;
    summary.inputs = 1;
    summary.failed = is_whole ? 0 : 1;
    summary.written = 1 - summary.failed;
    print_summary_line(summary, {});
  }
  if (signals.received() != 0) return 128 + signals.received();
  return is_whole ? exit_ok : exit_some_failed;
}

}  // namespace tintflow
