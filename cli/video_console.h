#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/common_options.h"
#include "cli/progress_line.h"
#include "io/video_info.h"
#include "pipeline/metrics.h"
#include "pipeline/observer.h"

namespace tintflow {

/// Shows the coloring of one video to a person, and with --json to a program. Its calls come one at
/// a time.
class VideoConsole : public RunObserver {
 public:
  /// `names`: what the frames' own files are called, by `FrameId::index`; null for those of a film.
  VideoConsole(const CommonOptions& options, std::string input, const VideoInfo& info,
               std::function<std::string(std::uint64_t)> names);

  void item_finished(const Result<Encoded>& frame) override;

  /// Counts a frame that a run before has done, or tells why it could not.
  void passed_over(const Result<Encoded>& frame);

  /// Tells something once, however often it is true.
  void notice(const std::string& text);

  /// The last words: what was done. `output`: what was written, empty for nothing.
  void finish(const RunSummary& summary, const std::string& output);

 private:
  void tell(const Failure& failure, std::uint64_t frame);
  void show_progress();
  [[nodiscard]] double film_seconds() const;
  [[nodiscard]] double seconds_from(std::int64_t start) const;

  const bool json_;
  const bool stats_;
  const std::string input_;
  const std::function<std::string(std::uint64_t)> names_;
  const AVRational time_base_;
  const std::optional<double> film_length_;
  ProgressLine line_;
  Progress progress_;
  std::set<std::string> notices_;
  bool has_told_of_output_ = false;
  /// Frames that a run before has done.
  std::uint64_t passed_over_ = 0;
  cv::Size size_;
  /// In ticks: start of the film, of this run's first frame, and end of the last.
  std::optional<std::int64_t> film_start_;
  std::optional<std::int64_t> first_start_;
  std::int64_t last_end_ = 0;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace tintflow
