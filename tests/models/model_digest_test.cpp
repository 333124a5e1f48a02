#include "models/model_digest.h"

#include <gtest/gtest.h>

namespace tintflow {
namespace {

const std::vector<std::uint8_t> numbers{1, 2, 3, 4, 5, 6, 7, 8};

TensorFile model() {
  return {.name = "a.safetensors",
          .tensors =
              {{.name = "w", .dtype = DType::F32, .shape = {2, 1}, .bytes = numbers, .owner = {}}},
          .metadata = {{"preset", "paper"}}};
}

TEST(ModelDigest, DependsOnContentAlone) {
  TensorFile renamed = model();
  renamed.name = "b.safetensors";
  const std::vector<std::uint8_t> copy = numbers;
  renamed.tensors[0].bytes = copy;
  EXPECT_EQ(model_digest(renamed), model_digest(model()));
}

TEST(ModelDigest, SeesEveryChange) {
  const std::string digest = model_digest(model());
  const std::vector<std::uint8_t> others{1, 2, 3, 4, 5, 6, 7, 9};
  TensorFile changed = model();
  changed.tensors[0].bytes = others;
  EXPECT_NE(model_digest(changed), digest);
  changed = model();
  changed.tensors[0].shape = {1, 2};
  EXPECT_NE(model_digest(changed), digest);
  changed = model();
  changed.tensors[0].name = "v";
  EXPECT_NE(model_digest(changed), digest);
  changed = model();
  changed.tensors[0].dtype = DType::I32;
  EXPECT_NE(model_digest(changed), digest);
  changed = model();
  changed.metadata["preset"] = "default";
  EXPECT_NE(model_digest(changed), digest);
}

}  // namespace
}  // namespace tintflow
