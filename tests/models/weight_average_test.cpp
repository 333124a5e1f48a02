#include "models/weight_average.h"

#include <gtest/gtest.h>

#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

void fill(const UNet& network, double value) {
  const torch::NoGradGuard no_grad;
  for (const auto& [name, tensor] : state_of(*network)) {
    torch::Tensor changed = tensor;
    changed.fill_(value);
  }
}

/// Every number of a network, if they are all the same.
double level(const UNet& network) {
  const double value = state_of(*network).front().second.flatten()[0].item<double>();
  for (const auto& [name, tensor] : state_of(*network)) {
    EXPECT_NEAR(tensor.min().item<double>(), value, 1e-6) << name;
    EXPECT_NEAR(tensor.max().item<double>(), value, 1e-6) << name;
  }
  return value;
}

TEST(WeightAverage, StartsAsACopy) {
  const UNet trained(tiny_generator());
  const WeightAverage average(tiny_generator(), trained, 0.999);
  EXPECT_EQ(to_safetensors(file_of(*average.network(), tiny_generator())),
            to_safetensors(file_of(*trained, tiny_generator())));
}

TEST(WeightAverage, AveragesWeightsAndStatisticsWithAWarmUp) {
  UNet trained(tiny_generator());
  fill(trained, 0);
  WeightAverage average(tiny_generator(), trained, 0.999);
  fill(trained, 1);
  average.update();  // decay 1 / 10
  EXPECT_NEAR(level(average.network()), 0.9, 1e-6);
  fill(trained, 0);
  average.update();  // decay 2 / 11
  EXPECT_NEAR(level(average.network()), 0.9 * 2 / 11, 1e-6);
}

TEST(WeightAverage, DecayIsTheLimitOfTheWarmUp) {
  UNet trained(tiny_generator());
  fill(trained, 0);
  WeightAverage average(tiny_generator(), trained, 0.05);
  fill(trained, 1);
  average.update();
  EXPECT_NEAR(level(average.network()), 0.95, 1e-6);
}

TEST(WeightAverage, LeavesTheTrainedNetworkAlone) {
  UNet trained(tiny_generator());
  WeightAverage average(tiny_generator(), trained, 0.9);
  disturb(*trained, 3);
  const auto before = to_safetensors(file_of(*trained, tiny_generator()));
  average.update();
  EXPECT_EQ(to_safetensors(file_of(*trained, tiny_generator())), before);
}

}  // namespace
}  // namespace tintflow
