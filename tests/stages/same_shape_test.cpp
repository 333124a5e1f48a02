#include "stages/same_shape.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(SameShape, AllowsScalingAndRounding) {
  EXPECT_TRUE(have_same_shape({60, 20}, {6, 2}));
  EXPECT_TRUE(have_same_shape({250, 83}, {1000, 333}));
  EXPECT_TRUE(have_same_shape({1000, 333}, {250, 83}));
  EXPECT_FALSE(have_same_shape({60, 30}, {6, 2}));
  EXPECT_FALSE(have_same_shape({333, 1000}, {1000, 333}));
}

TEST(SameShape, HasAText) { EXPECT_EQ(to_text({640, 480}), "640 x 480"); }

}  // namespace
}  // namespace tintflow
