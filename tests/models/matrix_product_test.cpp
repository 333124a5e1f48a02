#include "models/matrix_product.h"

#include <thread>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

TEST(MatrixProduct, CountsItsMultiplications) {
  EXPECT_EQ(MatrixProduct({}, 10).multiply_accumulates(), 1000);
  EXPECT_EQ(MatrixProduct({}).multiply_accumulates(), std::int64_t{1} << 30);
}

TEST(MatrixProduct, ComputesInBothPrecisionsAndOnSeveralThreads) {
  for (const bool bf16 : {false, true}) {
    MatrixProduct here({.bf16 = bf16}, 32);
    MatrixProduct there({.bf16 = bf16}, 32);
    std::jthread other([&] { EXPECT_NO_THROW(there.compute()); });
    EXPECT_NO_THROW(here.compute());
    EXPECT_NO_THROW(here.compute());
  }
}

}  // namespace
}  // namespace tintflow
