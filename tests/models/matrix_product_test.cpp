#include "models/matrix_product.h"

#include <thread>

#include <gtest/gtest.h>

#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

TEST(MatrixProduct, CountsItsMultiplications) {
  EXPECT_EQ(MatrixProduct({}, 10).multiply_accumulates(), 1000);
  EXPECT_EQ(MatrixProduct({}).multiply_accumulates(), std::int64_t{1} << 30);
}

TEST(MatrixProduct, ComputesInEveryPrecisionAndOnSeveralThreads) {
  for (const Device& device : cpu_precisions()) {
    MatrixProduct here(device, 32);
    MatrixProduct there(device, 32);
    std::jthread other([&] { EXPECT_NO_THROW(there.compute()); });
    EXPECT_NO_THROW(here.compute());
    EXPECT_NO_THROW(here.compute());
  }
}

}  // namespace
}  // namespace tintflow
