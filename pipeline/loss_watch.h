#pragma once

#include <cstdint>

namespace tintflow {

/// Notices when a loss explodes: many steps in a row far above the level that it had settled on.
/// A single batch of odd pairs is no reason to stop.
class LossWatch {
 public:
  /// Takes the loss of a step; true where the run should end.
  [[nodiscard]] bool explodes(double loss);

  /// Mean of the steps before, newer ones weighing more.
  [[nodiscard]] double level() const { return level_; }

 private:
  std::int64_t steps_ = 0;
  double level_ = 0;
  int high_in_a_row_ = 0;
};

}  // namespace tintflow
