#include "models/cuda.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

TEST(Cuda, LoadsOrSaysWhatToDoTheSameWayEveryTime) {
  const Expected<void> first = load_cuda();
  const Expected<void> second = load_cuda();
  ASSERT_EQ(first.has_value(), second.has_value());
  if (first) return;
  EXPECT_EQ(first.error(), second.error());
  EXPECT_THAT(first.error(), testing::HasSubstr("CUDA half"));
  EXPECT_THAT(first.error(), testing::HasSubstr("--device cpu"));
}

}  // namespace
}  // namespace tintflow
