#include "pipeline/time_left.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TrainingState at(std::int64_t epoch, std::int64_t position) {
  TrainingState state;
  state.epoch = epoch;
  state.position = position;
  return state;
}

TEST(SecondsLeft, ComesFromTheMeanSpeed) {
  const RunLength length{.epochs = 10, .pairs = 100};
  EXPECT_DOUBLE_EQ(*seconds_left(length, at(0, 0), at(0, 50), 5), 95);
  EXPECT_DOUBLE_EQ(*seconds_left(length, at(0, 0), at(9, 100), 100), 0);
}

TEST(SecondsLeft, CountsWhatAResumedRunDidItself) {
  const RunLength length{.epochs = 10, .pairs = 100};
  EXPECT_DOUBLE_EQ(*seconds_left(length, at(8, 50), at(9, 0), 5), 10);
}

TEST(SecondsLeft, EndsWithTheMinutes) {
  const RunLength length{.epochs = 10, .pairs = 100, .max_minutes = 1};
  EXPECT_DOUBLE_EQ(*seconds_left(length, at(0, 0), at(0, 50), 5), 55);
  EXPECT_DOUBLE_EQ(*seconds_left(length, at(0, 0), at(9, 50), 5), 5. / 19);
  EXPECT_DOUBLE_EQ(*seconds_left(length, at(0, 0), at(5, 0), 61), 0);
}

TEST(SecondsLeft, AreUnknownBeforeThereIsASpeed) {
  EXPECT_FALSE(seconds_left({.epochs = 10, .pairs = 100}, at(3, 7), at(3, 7), 5));
}

TEST(DurationText, HasTwoUnitsAtMost) {
  EXPECT_EQ(duration_text(0.2), "0 s");
  EXPECT_EQ(duration_text(59.4), "59 s");
  EXPECT_EQ(duration_text(59.6), "1 min 00 s");
  EXPECT_EQ(duration_text(725), "12 min 05 s");
  EXPECT_EQ(duration_text(3 * 3600 + 7 * 60 + 59), "3 h 07 min");
  EXPECT_EQ(duration_text(53 * 3600), "2 d 05 h");
}

}  // namespace
}  // namespace tintflow
