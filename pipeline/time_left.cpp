#include "pipeline/time_left.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace tintflow {

std::optional<double> seconds_left(const RunLength& length, const TrainingState& start,
                                   const TrainingState& now, double elapsed) {
  const auto place = [&](const TrainingState& state) {
    return state.epoch * length.pairs + state.position;
  };
  const std::int64_t used = place(now) - place(start);
  if (used <= 0) return std::nullopt;
  const auto remaining = static_cast<double>(length.epochs * length.pairs - place(now));
  double seconds = elapsed / static_cast<double>(used) * remaining;
  if (length.max_minutes > 0) seconds = std::min(seconds, length.max_minutes * 60 - elapsed);
  return std::max(0., seconds);
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::lround(seconds));
  const std::int64_t minutes = whole / 60;
  const std::int64_t hours = minutes / 60;
  if (minutes == 0) return fmt::format("{} s", whole);
  if (hours == 0) return fmt::format("{} min {:02} s", minutes, whole % 60);
  if (hours < 48) return fmt::format("{} h {:02} min", hours, minutes % 60);
  return fmt::format("{} d {:02} h", hours / 24, hours % 24);
}

}  // namespace tintflow
