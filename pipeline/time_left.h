#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "stages/trainer.h"

namespace tintflow {

/// How long a training run shall be.
struct RunLength {
  int epochs = 1;
  /// Training pairs of an epoch.
  std::int64_t pairs = 0;
  /// Of this process; 0 is no limit.
  double max_minutes = 0;
};

/// Seconds until a training run ends, at the mean speed since it was started or resumed `elapsed`
/// seconds ago at the place `start`, validation included; or until its minutes are over, whichever
/// comes first. None before any pair was used.
[[nodiscard]] std::optional<double> seconds_left(const RunLength& length,
                                                 const TrainingState& start,
                                                 const TrainingState& now, double elapsed);

/// "45 s", "12 min 05 s", "3 h 07 min", "2 d 05 h"
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace tintflow
