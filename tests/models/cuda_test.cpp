#include "models/cuda.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(Cuda, AnswersTheSameEveryTime) { EXPECT_EQ(load_cuda(), load_cuda()); }

TEST(Cuda, MissingHalfIsExplained) {
  const auto loaded = load_cuda();
  EXPECT_TRUE(loaded || loaded.error().find("CUDA half") != std::string::npos);
}

}  // namespace
}  // namespace tintflow
