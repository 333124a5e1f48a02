#include "models/adam.h"

#include <cmath>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

/// One number to train.
struct Number : torch::nn::Module {
  torch::Tensor value = register_parameter("value", torch::tensor({1.0F}));
};

TEST(Adam, FollowsThePublishedFormula) {
  Number number;
  Adam adam(number, {.learning_rate = 0.1, .beta1 = 0.5, .beta2 = 0.9});
  double expected = 1;
  double mean = 0;
  double variance = 0;
  for (int step = 1; step <= 3; ++step) {
    adam.clear_gradients();
    number.value.square().sum().backward();
    adam.step();

    const double gradient = 2 * expected;
    mean = 0.5 * mean + 0.5 * gradient;
    variance = 0.9 * variance + 0.1 * gradient * gradient;
    const double unbiased_mean = mean / (1 - std::pow(0.5, step));
    const double unbiased_variance = variance / (1 - std::pow(0.9, step));
    expected -= 0.1 * unbiased_mean / (std::sqrt(unbiased_variance) + 1e-8);
    EXPECT_NEAR(number.value.item<double>(), expected, 1e-5) << "step " << step;
  }
}

TEST(Adam, ClearedGradientsDoNotAddUp) {
  Number number;
  Adam adam(number, {});
  for (int pass = 0; pass < 2; ++pass) {
    adam.clear_gradients();
    (3 * number.value).sum().backward();
    EXPECT_EQ(number.value.grad().item<double>(), 3);
  }
}

TEST(Adam, StateNamesMomentsAndStepsOfEveryParameter) {
  Number number;
  Adam adam(number, {.learning_rate = 0.1, .beta1 = 0.5, .beta2 = 0.75});
  number.value.sum().backward();
  adam.step();
  const NamedTensors state = adam.state();
  ASSERT_EQ(state.size(), 3U);
  EXPECT_EQ(state[0].first, "value.mean");
  EXPECT_EQ(state[0].second.item<double>(), 0.5);
  EXPECT_EQ(state[1].first, "value.variance");
  EXPECT_EQ(state[1].second.item<double>(), 0.25);
  EXPECT_EQ(state[2].first, "value.step");
  EXPECT_EQ(state[2].second.item<double>(), 1);
}

}  // namespace
}  // namespace tintflow
