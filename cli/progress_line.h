#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tintflow {

/// How far a run has come.
struct Progress {
  std::uint64_t done = 0;
  std::optional<std::uint64_t> total;
  std::uint64_t failed = 0;
  double seconds = 0;

  [[nodiscard]] double per_second() const { return seconds > 0 ? done / seconds : 0; }
  /// Seconds to go at the mean rate so far, where the total is known.
  [[nodiscard]] std::optional<double> seconds_left() const;
};

/// "118/612  31.4/s  16 s left  2 failed"
[[nodiscard]] std::string to_text(const Progress& progress);

/// Shows progress on standard error: a moving line on a terminal, else a plain line now and then.
class ProgressLine {
 public:
  explicit ProgressLine(bool enabled);

  /// True when it is time to show again; asking is cheap.
  [[nodiscard]] bool is_due() const;
  void show(const std::string& text);
  /// Removes the moving line, so that a message can be printed in its place.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool enabled_;
  bool moving_;
  bool visible_ = false;
  Clock::time_point last_shown_ = Clock::now();
};

}  // namespace tintflow
