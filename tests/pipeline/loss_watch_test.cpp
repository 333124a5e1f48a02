#include "pipeline/loss_watch.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

LossWatch settled() {
  LossWatch watch;
  for (int step = 0; step < 200; ++step) {
    EXPECT_FALSE(watch.explodes(step % 2 == 0 ? 0.08 : 0.12));
  }
  return watch;
}

/// Steps of this loss until the watch ends the run, 1000 for never.
int steps_until_end(LossWatch watch, double loss) {
  for (int step = 1; step < 1000; ++step) {
    if (watch.explodes(loss)) return step;
  }
  return 1000;
}

TEST(LossWatch, KeepsTheLevel) { EXPECT_NEAR(settled().level(), 0.1, 0.001); }

TEST(LossWatch, EndsAfterTwentyHighStepsInARow) {
  EXPECT_EQ(steps_until_end(settled(), 0.31), 20);
  EXPECT_EQ(steps_until_end(settled(), 0.29), 1000);
}

TEST(LossWatch, ForgivesHighStepsThatEnd) {
  LossWatch watch = settled();
  for (int round = 0; round < 10; ++round) {
    for (int step = 0; step < 19; ++step) EXPECT_FALSE(watch.explodes(5));
    EXPECT_FALSE(watch.explodes(0.1));
  }
  EXPECT_NEAR(watch.level(), 0.1, 0.001) << "high steps do not raise it";
}

TEST(LossWatch, LetsARunBegin) {
  LossWatch watch;
  for (int step = 0; step < 50; ++step) EXPECT_FALSE(watch.explodes(0.001));
  for (int step = 0; step < 50; ++step) EXPECT_FALSE(watch.explodes(1));
}

}  // namespace
}  // namespace tintflow
