#include "pipeline/loss_watch.h"

#include <algorithm>

namespace tintflow {
namespace {

/// Steps until there is a level to speak of.
constexpr std::int64_t steps_to_settle = 100;
constexpr double slowest_decay = 0.99;
constexpr double far_above = 3;
constexpr int patience = 20;

}  // namespace

bool LossWatch::explodes(double loss) {
  if (steps_ >= steps_to_settle && loss > far_above * level_) {
    return ++high_in_a_row_ >= patience;
  }
  high_in_a_row_ = 0;
  // A plain mean at first, which no single step decides.
  const auto steps = static_cast<double>(steps_);
  const double decay = std::min(slowest_decay, steps / (steps + 1));
  level_ = decay * level_ + (1 - decay) * loss;
  ++steps_;
  return false;
}

}  // namespace tintflow
