#include "models/layer_table.h"

#include <numeric>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;

auto row(const std::string& layer, const std::string& output, std::int64_t parameters) {
  return AllOf(Field(&LayerRow::layer, layer), Field(&LayerRow::output, output),
               Field(&LayerRow::parameters, parameters));
}

std::int64_t sum(const std::vector<LayerRow>& rows, std::int64_t LayerRow::*member) {
  return std::accumulate(
      rows.begin(), rows.end(), std::int64_t{0},
      [&](std::int64_t total, const LayerRow& row) { return total + row.*member; });
}

TEST(LayerTable, PaperDiscriminator) {
  EXPECT_THAT(
      describe_discriminator(preset_named("paper").discriminator),
      ElementsAre(row("concat(drawing, color)", "256 x 256 x 6", 0),
                  row("conv 4x4 s2, LeakyReLU", "128 x 128 x 64", 6'144),
                  row("conv 4x4 s2, BN, LeakyReLU", "64 x 64 x 128", 131'584),
                  row("conv 4x4 s2, BN, LeakyReLU", "32 x 32 x 256", 525'312),
                  row("zero pad", "34 x 34 x 256", 0),
                  row("conv 4x4 s1", "31 x 31 x 512", 2'097'152),
                  row("BN, LeakyReLU", "31 x 31 x 512", 2'048), row("zero pad", "33 x 33 x 512", 0),
                  row("conv 4x4 s1 (bias)", "30 x 30 x 1", 8'193)));
}

TEST(LayerTable, PaperGeneratorHasPix2PixsParameters) {
  const std::vector<LayerRow> rows = describe_generator(preset_named("paper").generator);
  EXPECT_EQ(sum(rows, &LayerRow::trainable), 54'413'955);
  EXPECT_EQ(rows.front().output, "256 x 256 x 3");
  EXPECT_EQ(rows.back().output, "256 x 256 x 3");
}

TEST(LayerTable, DefaultGeneratorFitsThirtyMegabytesInHalfPrecision) {
  const std::vector<LayerRow> rows = describe_generator(preset_named("default").generator);
  EXPECT_LT(2 * sum(rows, &LayerRow::parameters), 30'000'000);
}

TEST(LayerTable, SmallGeneratorLayerByLayer) {
  GeneratorOptions options;
  options.ngf = 2;
  options.levels = 3;
  EXPECT_THAT(
      describe_generator(options, 16),
      ElementsAre(row("drawing", "16 x 16 x 3", 0), row("conv 4x4 s2, LeakyReLU", "8 x 8 x 2", 96),
                  row("conv 4x4 s2, BN, LeakyReLU", "4 x 4 x 4", 128 + 16),
                  row("conv 4x4 s2, ReLU", "2 x 2 x 8", 512),
                  row("transposed conv 4x4 s2, BN, ReLU", "4 x 4 x 4", 512 + 16),
                  row("concat(encoder 2)", "4 x 4 x 8", 0),
                  row("transposed conv 4x4 s2, BN, ReLU", "8 x 8 x 2", 256 + 8),
                  row("concat(encoder 1)", "8 x 8 x 4", 0),
                  row("transposed conv 4x4 s2 (bias), tanh", "16 x 16 x 3", 192 + 3)));
}

TEST(LayerTable, MultiplicationsOfASmallGenerator) {
  GeneratorOptions options;
  options.ngf = 2;
  options.levels = 2;
  const std::vector<LayerRow> rows = describe_generator(options, 8);
  std::vector<std::int64_t> counts;
  for (const LayerRow& row : rows) counts.push_back(row.multiply_accumulates);
  // 4 x 4 kernels times inputs, outputs, and the pixels of the smaller side of each layer.
  EXPECT_THAT(counts,
              ElementsAre(0, 16 * 3 * 2 * 16, 16 * 2 * 4 * 4, 16 * 4 * 2 * 4, 0, 16 * 4 * 3 * 16));
  EXPECT_EQ(multiply_accumulates(rows), 1536 + 512 + 512 + 3072);
}

TEST(LayerTable, PaperGeneratorTakesSixBillionMultiplications) {
  EXPECT_NEAR(static_cast<double>(
                  multiply_accumulates(describe_generator(preset_named("paper").generator))),
              6.05e9, 0.01e9);
}

TEST(LayerTable, InstanceNormalizationStoresNothing) {
  DiscriminatorOptions options;
  options.ndf = 2;
  options.layers = 1;
  options.norm = Norm::instance;
  const std::vector<LayerRow> rows = describe_discriminator(options, 16);
  EXPECT_THAT(rows[3], row("conv 4x4 s1 (bias)", "7 x 7 x 4", 2 * 4 * 16 + 4));
  EXPECT_THAT(rows[4], row("IN, LeakyReLU", "7 x 7 x 4", 0));
}

}  // namespace
}  // namespace tintflow
