#include "models/color_choice.h"

#include <gmock/gmock.h>

#include "io/errors.h"
#include "models/engine.h"
#include "models/mix_palette.h"
#include "models/unet.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(ColorChoice, SurvivesTheWayThroughMetadata) {
  const ColorChoice choice{.temperature = 0.125, .vivid = 0.75, .agreement = 0.5, .bandwidth = 20};
  EXPECT_EQ(color_choice_from(to_metadata(choice)), choice);
  EXPECT_EQ(color_choice_from({{"license", "CC0"}}), ColorChoice{});
}

TEST(ColorChoice, BadValuesAreNamed) {
  EXPECT_THAT(
      [] {
        (void)color_choice_from({{"temperature", "0"}});
      },
      ThrowsMessage<std::invalid_argument>(HasSubstr("\"temperature\" must be 0.01 to 10")));
  EXPECT_THAT(
      [] {
        (void)color_choice_from({{"vivid", "much"}});
      },
      ThrowsMessage<std::invalid_argument>(HasSubstr("\"vivid\" is not a number")));
}

TEST(ColorChoice, IsMadeByTheEngine) {
  GeneratorOptions options = tiny_generator();
  options.palette = 4;
  UNet network(options);
  disturb(*network, 12);
  network->eval();
  TensorFile model = file_of(*network, options);
  const ColorChoice choice{.temperature = 0.25, .vivid = 0.5};
  model.metadata.merge(to_metadata(choice));
  constexpr int side = 64;
  const Batch batch = random_batch(1, side, 3);
  std::vector<float> output(batch.input->size());
  make_engine(model, {}, side)->generate(batch, output.data());

  const c10::InferenceMode inference;
  const torch::Tensor drawing =
      torch::from_blob(batch.input->data(), {1, side, side, 3}).permute({0, 3, 1, 2});
  const torch::Tensor shares = network->named_buffers()["palette_shares"];
  const torch::Tensor logits =
      (network->decide(drawing) - 0.5 * shares.log().view({1, -1, 1, 1})) / 0.25;
  const torch::Tensor expected =
      mix_palette(logits, network->palette()).permute({0, 2, 3, 1}).contiguous();
  const torch::Tensor painted = torch::from_blob(output.data(), expected.sizes());
  EXPECT_LT((painted - expected).abs().max().item<double>(), 1e-3);

  model.metadata["temperature"] = "none";
  EXPECT_THAT([&] { (void)make_engine(model, {}, side); },
              ThrowsMessage<WeightsError>(HasSubstr("\"temperature\" is not a number")));
}

}  // namespace
}  // namespace tintflow
