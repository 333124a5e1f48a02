#include "models/paint_palette.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <vector>

#include "io/vectorized.h"

namespace tintflow {
namespace {

/// e^x for x up to 0, to 2e-7 of its value: a power of two, and the rest by Taylor's series to the
/// sixth power. Unlike `std::exp` it becomes vector instructions. Below -60 it stays what it is
/// there, since products of denormal numbers would take a hundred times as long.
inline float exponential(float x) {
  constexpr float log2_e = 1.44269504F;
  constexpr float ln_2 = 0.693147181F;
  const float exponent = std::max(x, -60.0F) * log2_e;
  const auto whole = static_cast<std::int32_t>(exponent - 0.5F);
  const float rest = (exponent - static_cast<float>(whole)) * ln_2;
  const float series =
      1 +
      rest * (1 + rest * (1 / 2.0F +
                          rest * (1 / 6.0F +
                                  rest * (1 / 24.0F + rest * (1 / 120.0F + rest * (1 / 720.0F))))));
  return series * std::bit_cast<float>((whole + 127) << 23);
}

/// Mean logits of each region; those of pixels outside of all are 0.
TINTFLOW_VECTORIZED
std::vector<float> region_logits(const PixelLogits& logits, std::size_t colors) {
  std::vector<float> means((static_cast<std::size_t>(logits.region_count) + 1) * colors);
  std::vector<float> areas(static_cast<std::size_t>(logits.region_count) + 1);
  for (std::size_t pixel = 0; pixel < logits.regions.size(); ++pixel) {
    const auto region = static_cast<std::size_t>(logits.regions[pixel]);
    if (region == 0) continue;
    const float* values = &logits.values[pixel * colors];
    float* sums = &means[region * colors];
    for (std::size_t color = 0; color < colors; ++color) sums[color] += values[color];
    ++areas[region];
  }
  for (std::size_t region = 1; region < areas.size(); ++region) {
    const float scale = 1 / std::max(areas[region], 1.0F);
    for (std::size_t color = 0; color < colors; ++color) means[region * colors + color] *= scale;
  }
  return means;
}

}  // namespace

TINTFLOW_VECTORIZED
void paint_palette(const PixelLogits& logits, std::span<const float> palette, float* output) {
  const std::size_t colors = palette.size() / 3;
  const std::size_t pixels = logits.values.size() / colors;
  assert(logits.regions.empty() || logits.regions.size() == pixels);
  std::vector<float> red(colors);
  std::vector<float> green(colors);
  std::vector<float> blue(colors);
  for (std::size_t color = 0; color < colors; ++color) {
    red[color] = palette[3 * color];
    green[color] = palette[3 * color + 1];
    blue[color] = palette[3 * color + 2];
  }
  const bool agrees = !logits.regions.empty() && logits.agreement > 0;
  const std::vector<float> means = agrees ? region_logits(logits, colors) : std::vector<float>();
  std::vector<float> own(colors);

  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    const float* values = &logits.values[pixel * colors];
    if (const auto region = agrees ? static_cast<std::size_t>(logits.regions[pixel]) : 0;
        region > 0) {
      const float* mean = &means[region * colors];
      for (std::size_t color = 0; color < colors; ++color) {
        own[color] = values[color] + logits.agreement * (mean[color] - values[color]);
      }
      values = own.data();
    }
    float greatest = values[0];
    for (std::size_t color = 0; color < colors; ++color) {
      // Not std::max, of whose references GCC makes no vector instructions here.
      greatest = values[color] > greatest ? values[color] : greatest;
    }
    float total = 0;
    float sum_red = 0;
    float sum_green = 0;
    float sum_blue = 0;
    for (std::size_t color = 0; color < colors; ++color) {
      const float share = exponential(values[color] - greatest);
      total += share;
      sum_red += share * red[color];
      sum_green += share * green[color];
      sum_blue += share * blue[color];
    }
    output[3 * pixel] = sum_red / total;
    output[3 * pixel + 1] = sum_green / total;
    output[3 * pixel + 2] = sum_blue / total;
  }
}

}  // namespace tintflow
