#include "models/live_generator.h"

#include <gtest/gtest.h>

#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

std::vector<float> colored(const Generator& generator, const Batch& batch) {
  std::vector<float> output(batch.input->size());
  generator.generate(batch, output.data());
  return output;
}

TEST(LiveGenerator, SeesEveryChangeOfTheTrainedNetwork) {
  UNet trained(tiny_generator());
  const LiveGenerator live(tiny_generator(), trained, {});
  const Batch batch = random_batch(2, 64, 1);
  const std::vector<float> before = colored(live, batch);
  disturb(*trained, 2);
  EXPECT_NE(colored(live, batch), before);
}

TEST(LiveGenerator, RunsInEvaluationModeWhileTheNetworkTrains) {
  UNet trained(tiny_generator(0.5));
  disturb(*trained, 2);
  const LiveGenerator live(tiny_generator(0.5), trained, {});
  const Batch batch = random_batch(2, 64, 1);
  const auto bytes = to_safetensors(file_of(*trained, tiny_generator(0.5)));
  // Neither dropout nor batch statistics: the same every time, and nothing is recorded.
  EXPECT_EQ(colored(live, batch), colored(live, batch));
  EXPECT_EQ(to_safetensors(file_of(*trained, tiny_generator(0.5))), bytes);
  EXPECT_TRUE(trained->is_training());
}

}  // namespace
}  // namespace tintflow
