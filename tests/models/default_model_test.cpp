#include "models/default_model.h"

#include <gtest/gtest.h>

#include "models/safetensors.h"

namespace tintflow {
namespace {

TEST(DefaultModel, IsAWholeWeightsFileWhereThereIsOne) {
  const auto bytes = default_model_bytes();
  if (bytes.empty()) {
    EXPECT_EQ(bytes.data(), nullptr);
  } else {
    EXPECT_FALSE(parse_safetensors(bytes, "default").tensors.empty());
  }
}

}  // namespace
}  // namespace tintflow
