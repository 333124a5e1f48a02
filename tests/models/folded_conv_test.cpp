#include "models/folded_conv.h"

#include <ostream>

#include <gtest/gtest.h>

#include "models/conv_norm.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

/// A CPU computes transposed convolutions to few channels in another way than those to many.
constexpr int few = 7;
constexpr int many = 18;

ConvPlan plan(bool bias, bool norm, int outputs = few) {
  ConvPlan plan;
  plan.name = "layer";
  plan.inputs = 5;
  plan.outputs = outputs;
  plan.bias = bias;
  plan.norm = norm;
  return plan;
}

struct Case {
  bool transposed;
  bool bias;
  bool norm;
  Norm kind;
  Activation activation;
  int outputs = few;

  friend void PrintTo(const Case& c, std::ostream* stream) {
    *stream << (c.transposed ? "up" : "down") << (c.bias ? ", bias" : "")
            << (!c.norm                 ? ""
                : c.kind == Norm::batch ? ", batch norm"
                                        : ", instance norm")
            << ", activation " << static_cast<int>(c.activation) << ", " << c.outputs << " outputs";
  }
};

class FoldedConvCases : public testing::TestWithParam<Case> {};

torch::Tensor activated(const torch::Tensor& features, Activation activation) {
  if (activation == Activation::tanh) return features.tanh();
  return torch::where(features > 0, features,
                      activation == Activation::relu ? features * 0 : features * 0.2);
}

TEST_P(FoldedConvCases, EqualsLayerAndActivation) {
  const auto [transposed, bias, norm, kind, activation, outputs] = GetParam();
  const c10::InferenceMode inference;
  ConvNorm layer(plan(bias, norm, outputs), kind,
                 transposed ? ConvNormImpl::Direction::up : ConvNormImpl::Direction::down);
  disturb(*layer, 31);
  layer->eval();

  NamedTensors all;
  ConvTensors tensors = allocate(plan(bias, norm, outputs), kind, transposed, all);
  NamedTensors named;
  append_with_prefix(named, "layer", state_of(*layer));
  load({"layer", store(named, WeightStorage::exact), {}}, all);
  const FoldedConv folded(plan(bias, norm, outputs), kind, transposed, activation, tensors,
                          torch::kCPU, torch::kFloat32);

  const torch::Tensor input =
      torch::randn({2, 5, 12, 16}).contiguous(torch::MemoryFormat::ChannelsLast);
  const torch::Tensor expected = activated(layer->forward(input), activation);
  EXPECT_TRUE(torch::allclose(folded.forward(input), expected, 1e-4, 1e-5));
}

INSTANTIATE_TEST_SUITE_P(
    FoldedConv, FoldedConvCases,
    testing::Values(Case{false, false, true, Norm::batch, Activation::leaky_relu},
                    Case{false, true, true, Norm::batch, Activation::leaky_relu},
                    Case{false, false, false, Norm::batch, Activation::relu},
                    Case{true, false, true, Norm::batch, Activation::relu},
                    Case{true, true, false, Norm::batch, Activation::tanh},
                    Case{false, true, true, Norm::instance, Activation::leaky_relu},
                    Case{true, true, true, Norm::instance, Activation::relu},
                    Case{true, false, true, Norm::batch, Activation::relu, many},
                    Case{true, true, false, Norm::batch, Activation::tanh, many},
                    Case{true, true, true, Norm::instance, Activation::relu, many}));

TEST(FoldedConv, AllocatesWhatTheLayerRegisters) {
  for (const Norm norm : {Norm::batch, Norm::instance}) {
    NamedTensors all;
    (void)allocate(plan(true, true), norm, false, all);
    NamedTensors expected;
    append_with_prefix(expected, "layer",
                       state_of(*ConvNorm(plan(true, true), norm, ConvNormImpl::Direction::down)));
    ASSERT_EQ(all.size(), expected.size());
    for (std::size_t index = 0; index < all.size(); ++index) {
      EXPECT_EQ(all[index].first, expected[index].first);
      EXPECT_EQ(all[index].second.sizes(), expected[index].second.sizes());
    }
  }
}

}  // namespace
}  // namespace tintflow
