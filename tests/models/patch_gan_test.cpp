#include "models/patch_gan.h"

#include <gtest/gtest.h>

#include "models/layer_table.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

PatchGan narrow_network() {
  DiscriminatorOptions options;
  options.ndf = 2;
  PatchGan network(options);
  disturb(*network, 1);
  network->eval();
  return network;
}

TEST(PatchGan, JudgesThirtyByThirtyPatches) {
  const torch::Tensor pictures = torch::zeros({2, 3, 256, 256});
  EXPECT_EQ(narrow_network()->forward(pictures, pictures).sizes(),
            (torch::IntArrayRef{2, 1, 30, 30}));
}

TEST(PatchGan, HasWhatTheLayerTableSays) {
  for (int variant = 0; variant < 3; ++variant) {
    DiscriminatorOptions options;
    options.norm = variant == 1 ? Norm::instance : Norm::batch;
    options.spectral_norm = variant == 2;
    std::int64_t parameters = 0;
    for (const LayerRow& row : describe_discriminator(options)) parameters += row.parameters;
    std::int64_t stored = 0;
    for (const auto& [name, tensor] : state_of(*PatchGan(options))) stored += tensor.numel();
    EXPECT_EQ(stored, parameters);
  }
}

TEST(PatchGan, EveryVerdictSeesSeventyPixels) {
  PatchGan network = narrow_network();
  const torch::NoGradGuard no_grad;
  const torch::Tensor drawings = torch::rand({1, 3, 256, 256}) * 2 - 1;
  const torch::Tensor colors = torch::rand({1, 3, 256, 256}) * 2 - 1;
  const auto verdict = [&](int changed_column) {
    torch::Tensor changed = colors.clone();
    if (changed_column >= 0) changed.select(3, changed_column).fill_(30);
    return network->forward(drawings, changed)[0][0][15][15].item<double>();
  };
  // Column 15 of the verdicts is centered on 15 * 8 + 8 - 1 +- 34.5 pixels.
  const int first = 15 * 8 - 23;
  const int last = first + 69;
  const double unchanged = verdict(-1);
  EXPECT_EQ(verdict(first - 1), unchanged);
  EXPECT_NE(verdict(first), unchanged);
  EXPECT_NE(verdict(last), unchanged);
  EXPECT_EQ(verdict(last + 1), unchanged);
}

TEST(PatchGan, FeaturesAreActivatedAndEndWithTheVerdict) {
  PatchGan network = narrow_network();
  const torch::NoGradGuard no_grad;
  const torch::Tensor pictures = torch::rand({1, 3, 64, 64});
  const auto features = network->features(pictures, pictures);
  ASSERT_EQ(features.size(), 5U);
  EXPECT_TRUE(torch::equal(features.back(), network->forward(pictures, pictures)));
  // LeakyReLU has shrunk what is below 0 to a fifth.
  EXPECT_LT(-features[0].min().item<double>(), features[0].max().item<double>());
}

TEST(PatchGan, SpectralNormTakesThePlaceOfBatchNorm) {
  DiscriminatorOptions options;
  options.ndf = 2;
  options.spectral_norm = true;
  PatchGan network(options);
  for (const auto& [name, tensor] : state_of(*network)) {
    EXPECT_EQ(name.find("norm_"), std::string::npos) << name;
    EXPECT_EQ(name.find("running"), std::string::npos) << name;
  }
  const torch::Tensor pictures = torch::rand({1, 3, 64, 64});
  const torch::Tensor before = network->forward(pictures, pictures);
  network->iterate_spectral_norms();
  EXPECT_FALSE(torch::equal(network->forward(pictures, pictures), before));
}

TEST(PatchGan, SeesDrawingAndColor) {
  PatchGan network = narrow_network();
  const torch::Tensor white = torch::ones({1, 3, 64, 64});
  const torch::Tensor black = -white;
  const torch::Tensor verdict = network->forward(white, black);
  EXPECT_FALSE(torch::allclose(verdict, network->forward(black, black)));
  EXPECT_FALSE(torch::allclose(verdict, network->forward(white, white)));
}

}  // namespace
}  // namespace tintflow
