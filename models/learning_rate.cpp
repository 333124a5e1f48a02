#include "models/learning_rate.h"

#include <algorithm>

namespace tintflow {

double learning_rate_factor(LearningRatePolicy policy, double decay_from, double progress) {
  if (policy == LearningRatePolicy::constant || progress <= decay_from) return 1;
  return std::clamp((1 - progress) / (1 - decay_from), 0.0, 1.0);
}

}  // namespace tintflow
