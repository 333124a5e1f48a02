#include "models/untrained_model.h"

#include <stdexcept>

#include <gtest/gtest.h>

#include "models/engine.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

TEST(UntrainedModel, IsAModelThatAnEngineRuns) {
  const TensorFile model = untrained_model(tiny_generator());
  EXPECT_EQ(describe_model(model).generator, tiny_generator());
  const Batch batch = random_batch(2, 64, 1);
  std::vector<float> output(batch.input->size(), 2);
  make_engine(model, {})->generate(batch, output.data());
  for (const float value : output) {
    ASSERT_GE(value, -1);
    ASSERT_LE(value, 1);
  }
}

TEST(UntrainedModel, RefusesWhatNoNetworkCanBe) {
  GeneratorOptions options;
  options.ngf = 0;
  EXPECT_THROW((void)untrained_model(options), std::invalid_argument);
}

}  // namespace
}  // namespace tintflow
