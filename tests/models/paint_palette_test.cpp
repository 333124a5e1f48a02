#include "models/paint_palette.h"

#include <array>
#include <cmath>
#include <random>
#include <vector>

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using testing::ElementsAre;
using testing::FloatNear;

/// White, red and blue.
constexpr std::array<float, 9> palette = {1, 1, 1, 1, -1, -1, -1, -1, 1};

std::vector<float> painted(const PixelLogits& logits, float agreement = 0) {
  std::vector<float> output(logits.values.size());
  paint_palette(logits, {.palette = palette, .agreement = agreement}, output.data());
  return output;
}

TEST(PaintPalette, ADecidedPixelHasTheColor) {
  const std::vector<float> logits = {50, 0, 0, /**/ -900, 900, 0, /**/ 0, 0, 1e6};
  EXPECT_THAT(painted({.values = logits}), testing::Pointwise(FloatNear(1e-6F), palette));
}

TEST(PaintPalette, AnUndecidedPixelHasTheMean) {
  const std::vector<float> logits = {3, 3, 3};
  EXPECT_THAT(painted({.values = logits}),
              ElementsAre(FloatNear(1 / 3.0F, 1e-6F), FloatNear(-1 / 3.0F, 1e-6F),
                          FloatNear(1 / 3.0F, 1e-6F)));
}

TEST(PaintPalette, IsTheSoftmaxOfManyColors) {
  constexpr int colors = 37;
  std::mt19937 random(1);
  std::normal_distribution<float> values(0, 8);
  std::vector<float> logits(colors);
  std::vector<float> many(3 * colors);
  for (float& value : logits) value = values(random);
  for (float& value : many) value = std::tanh(values(random));
  std::array<double, 3> expected = {};
  double total = 0;
  for (int color = 0; color < colors; ++color) {
    const double share = std::exp(static_cast<double>(logits[color]));
    total += share;
    for (int channel = 0; channel < 3; ++channel) {
      expected[channel] += share * many[3 * color + channel];
    }
  }
  std::array<float, 3> output = {};
  paint_palette({.values = logits}, {.palette = many}, output.data());
  for (int channel = 0; channel < 3; ++channel) {
    EXPECT_NEAR(output[channel], expected[channel] / total, 1e-5);
  }
}

/// Four pixels: two of a region that want red and blue, by 4 and by 2, one of another region that
/// wants blue, and one outside of all that wants red.
const std::vector<float> wishes = {0, 4, 0, /**/ 0, 0, 2, /**/ 0, 0, 9, /**/ 0, 9, 0};
const std::vector<std::int32_t> regions = {1, 1, 2, 0};

TEST(PaintPalette, ARegionCanHaveOneColor) {
  const auto output = painted({.values = wishes, .regions = regions, .region_count = 2}, 1);
  // The mean logits: 0, 2, 1.
  const float total = 1 + std::exp(2.0F) + std::exp(1.0F);
  const float red = (1 + std::exp(2.0F) - std::exp(1.0F)) / total;
  EXPECT_NEAR(output[0], red, 1e-5);
  EXPECT_NEAR(output[3], red, 1e-5);
  EXPECT_EQ(output[6], painted({.values = wishes})[6]) << "alone in its region";
  EXPECT_EQ(output[9], painted({.values = wishes})[9]) << "in no region";
}

TEST(PaintPalette, PixelsCanAgreeInPart) {
  const auto output = painted({.values = wishes, .regions = regions, .region_count = 2}, 0.5);
  // Halfway between 0, 4, 0 and the mean.
  const float total = 1 + std::exp(3.0F) + std::exp(0.5F);
  EXPECT_NEAR(output[0], (1 + std::exp(3.0F) - std::exp(0.5F)) / total, 1e-5);
}

/// Dark and light red are of one kind, white and blue each of its own.
constexpr std::array<float, 12> two_reds = {1, 1, 1, 0.8F, -1, -1, 1, -0.8F, -0.8F, -1, -1, 1};
constexpr std::array<float, 16> likeness = {1, 0,    0,    0,  //
                                            0, 1,    0.9F, 0,  //
                                            0, 0.9F, 1,    0,  //
                                            0, 0,    0,    1};
constexpr PaintRule by_kind = {.palette = two_reds, .likeness = likeness, .agreement = 1};
/// Reds are likelier than white together, though neither is by itself.
const std::vector<float> chances = {0.36F, 0.3F, 0.3F, 0.04F};

std::vector<float> logs_of(std::vector<float> values) {
  for (float& value : values) value = std::log(value);
  return values;
}

TEST(PaintPalette, ColorsOfOneKindCountTogether) {
  const std::vector<float> logits = logs_of(chances);
  std::array<float, 3> output = {};
  paint_palette({.values = logits}, by_kind, output.data());
  EXPECT_THAT(output, ElementsAre(FloatNear(0.9F, 0.03F), FloatNear(-0.9F, 0.03F),
                                  FloatNear(-0.9F, 0.03F)));
  paint_palette({.values = logits}, {.palette = two_reds}, output.data());
  EXPECT_NEAR(output[1], 0.36F - 0.3F - 0.3F * 0.8F - 0.04F, 1e-6) << "the mean of all";
}

TEST(PaintPalette, EquallyLikelyKindsAreMixed) {
  const std::vector<float> logits = logs_of({0.5F, 1e-9F, 1e-9F, 0.5F});
  std::array<float, 3> output = {};
  paint_palette({.values = logits}, by_kind, output.data());
  EXPECT_THAT(output, ElementsAre(FloatNear(0, 1e-5F), FloatNear(0, 1e-5F), FloatNear(1, 1e-5F)));
}

TEST(PaintPalette, ARegionChoosesOneKind) {
  // The first pixel alone would be blue; with three others that are red it is not.
  const std::vector<float> own = logs_of({0.2F, 0.15F, 0.15F, 0.5F});
  const std::vector<float> red = logs_of({0.1F, 0.44F, 0.44F, 0.02F});
  std::vector<float> logits = own;
  for (int i = 0; i < 3; ++i) logits.insert(logits.end(), red.begin(), red.end());
  const std::vector<std::int32_t> one = {1, 1, 1, 1};
  PaintRule rule = by_kind;
  rule.agreement = 0.3F;
  std::array<float, 12> output = {};
  paint_palette({.values = logits, .regions = one, .region_count = 1}, rule, output.data());
  EXPECT_THAT(
      std::vector<float>(output.begin(), output.begin() + 3),
      ElementsAre(FloatNear(0.9F, 0.05F), FloatNear(-0.9F, 0.05F), FloatNear(-0.9F, 0.05F)));
  paint_palette({.values = logits}, rule, output.data());
  EXPECT_GT(output[2], 0.9F) << "in no region";
}

}  // namespace
}  // namespace tintflow
