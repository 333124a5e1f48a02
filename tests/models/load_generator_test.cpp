#include "models/load_generator.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

/// A network with weights of its own.
UNet network_of(const GeneratorOptions& options, std::uint64_t seed) {
  UNet network(options);
  disturb(*network, seed);
  return network;
}

/// The state of `network` after it was loaded with that of another one.
std::map<std::string, torch::Tensor> loaded(const GeneratorOptions& from, UNet& network,
                                            const GeneratorOptions& options) {
  load_generator(file_of(*network_of(from, 1), from), options, network);
  std::map<std::string, torch::Tensor> state;
  for (const auto& [name, tensor] : state_of(*network)) state[name] = tensor;
  return state;
}

void expect_all_from(const UNet& source, const std::map<std::string, torch::Tensor>& state,
                     const std::vector<std::string>& but) {
  for (const auto& [name, tensor] : state_of(*source)) {
    if (std::find(but.begin(), but.end(), name) != but.end()) continue;
    EXPECT_TRUE(torch::equal(state.at(name), tensor)) << name;
  }
}

GeneratorOptions with(bool hints, int palette) {
  GeneratorOptions options = tiny_generator();
  options.hints = hints;
  options.palette = palette;
  return options;
}

TEST(LoadGenerator, TakesAllOfTheSameArchitecture) {
  const GeneratorOptions options = with(true, 5);
  UNet network = network_of(options, 2);
  expect_all_from(network_of(options, 1), loaded(options, network, options), {});
}

TEST(LoadGenerator, NewHintsChangeNothing) {
  UNet network = network_of(with(true, 0), 2);
  const auto state = loaded(with(false, 0), network, with(true, 0));
  const UNet source = network_of(with(false, 0), 1);
  expect_all_from(source, state, {"encoder.0.weight"});
  const torch::Tensor weight = state.at("encoder.0.weight");
  EXPECT_TRUE(torch::equal(weight.slice(1, 0, 3), state_of(*source).front().second));
  EXPECT_EQ(weight.slice(1, 3).abs().max().item<double>(), 0);
}

TEST(LoadGenerator, ANewPaletteAndItsLayerStayAsTheyAre) {
  UNet network = network_of(with(true, 5), 2);
  const auto state = loaded(with(false, 0), network, with(true, 5));
  expect_all_from(network_of(with(false, 0), 1), state,
                  {"encoder.0.weight", "decoder.0.weight", "decoder.0.bias"});
  const UNet untouched = network_of(with(true, 5), 2);
  for (const auto& [name, tensor] : state_of(*untouched)) {
    if (!name.starts_with("palette") && !name.starts_with("decoder.0.")) continue;
    EXPECT_TRUE(torch::equal(state.at(name), tensor)) << name;
  }
}

TEST(LoadGenerator, ColorsOfAKeptPaletteAreChosenAsThoseNearestToThem) {
  const GeneratorOptions three = with(false, 3);
  const GeneratorOptions two = with(false, 2);
  UNet model(three);
  disturb(*model, 1);
  model->set_palette(
      {.colors = {{1, 1, 1}, {1, -1, -1}, {-1, -1, 1}}, .shares = {0.5, 0.25, 0.25}});
  UNet network(two);
  network->set_palette({.colors = {{-0.9F, -1, 1}, {1, 0.8F, 1}}, .shares = {0.5, 0.5}});
  load_generator(file_of(*model, three), two, network, /*keep_palette=*/true);
  model->eval();
  network->eval();
  const c10::InferenceMode inference;
  const torch::Tensor drawing = torch::rand({1, 3, 64, 64});
  const torch::Tensor chances = model->decide(drawing);
  const torch::Tensor expected = torch::stack({chances.select(1, 2), chances.select(1, 0)}, 1);
  EXPECT_TRUE(torch::allclose(network->decide(drawing), expected, 1e-4, 1e-5));
  EXPECT_FLOAT_EQ(network->palette()[0][0].item<float>(), -0.9F);
}

TEST(LoadGenerator, OtherDifferencesAreRefused) {
  GeneratorOptions wide = with(true, 0);
  wide.ngf = 5;
  UNet network = network_of(wide, 2);
  EXPECT_THAT([&] { (void)loaded(with(false, 0), network, wide); },
              ThrowsMessage<WeightsError>(HasSubstr("tiny.safetensors: tensor \"")));
  GeneratorOptions shallow = with(false, 5);
  shallow.levels = 5;
  UNet other = network_of(shallow, 2);
  EXPECT_THROW((void)loaded(with(false, 0), other, shallow), WeightsError);
  UNet without_hints = network_of(with(false, 5), 2);
  EXPECT_THROW((void)loaded(with(true, 0), without_hints, with(false, 5)), WeightsError);
}

}  // namespace
}  // namespace tintflow
