#include "models/learning_rate.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(LearningRateFactor, ConstantIsOneThroughout) {
  for (const double progress : {0.0, 0.7, 1.0, 1.5}) {
    EXPECT_EQ(learning_rate_factor(LearningRatePolicy::constant, 0.5, progress), 1);
  }
}

TEST(LearningRateFactor, LinearFallsToZeroAtTheEnd) {
  const auto factor = [](double progress) {
    return learning_rate_factor(LearningRatePolicy::linear, 0.6, progress);
  };
  EXPECT_EQ(factor(0), 1);
  EXPECT_EQ(factor(0.6), 1);
  EXPECT_DOUBLE_EQ(factor(0.7), 0.75);
  EXPECT_DOUBLE_EQ(factor(0.8), 0.5);
  EXPECT_EQ(factor(1), 0);
  EXPECT_EQ(factor(1.2), 0) << "a step that began late in a timed run";
}

TEST(LearningRateFactor, LinearMayFallFromTheStart) {
  EXPECT_EQ(learning_rate_factor(LearningRatePolicy::linear, 0, 0), 1);
  EXPECT_DOUBLE_EQ(learning_rate_factor(LearningRatePolicy::linear, 0, 0.25), 0.75);
}

}  // namespace
}  // namespace tintflow
