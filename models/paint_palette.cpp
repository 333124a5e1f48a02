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

/// Chances of colors, up to a common factor.
inline void chances_of(const float* logits, std::size_t colors, float* chances) {
  float greatest = logits[0];
  for (std::size_t color = 0; color < colors; ++color) {
    // Not std::max, of whose references GCC makes no vector instructions here.
    greatest = logits[color] > greatest ? logits[color] : greatest;
  }
  for (std::size_t color = 0; color < colors; ++color) {
    chances[color] = exponential(logits[color] - greatest);
  }
}

/// Adds, for each color, the values of all by their likeness to it to `sums`.
inline void add_by_likeness(const float* values, const float* likeness, std::size_t colors,
                            float* sums) {
  for (std::size_t one = 0; one < colors; ++one) {
    for (std::size_t other = 0; other < colors; ++other) {
      sums[other] += values[one] * likeness[one * colors + other];
    }
  }
}

/// `like_color_counts` of one row; `scratch` has as many values.
inline void count_like_colors(const float* chances, const float* likeness, std::size_t colors,
                              float* scratch, float* counts) {
  std::fill_n(scratch, colors, 0.0F);
  add_by_likeness(chances, likeness, colors, scratch);
  float greatest = 0;
  for (std::size_t color = 0; color < colors; ++color) {
    greatest = scratch[color] > greatest ? scratch[color] : greatest;
  }
  for (std::size_t color = 0; color < colors; ++color) {
    const float height = scratch[color] / greatest;
    float power = height > 0.01F ? height : 0.01F;
    for (int squaring = 0; squaring < 4; ++squaring) power *= power;
    scratch[color] = power / scratch[color];
  }
  std::fill_n(counts, colors, 0.0F);
  add_by_likeness(scratch, likeness, colors, counts);
}

/// What the pixels of each region share, a row of values for each region; those of pixels outside
/// of all are 0.
struct RegionRows {
  std::vector<float> logits;
  /// Empty without likeness.
  std::vector<float> counts;
};

TINTFLOW_VECTORIZED
RegionRows region_rows(const PixelLogits& pixels, const float* likeness, std::size_t colors) {
  const std::size_t regions = static_cast<std::size_t>(pixels.region_count) + 1;
  RegionRows rows{std::vector<float>(regions * colors), {}};
  std::vector<float> areas(regions);
  for (std::size_t pixel = 0; pixel < pixels.regions.size(); ++pixel) {
    const auto region = static_cast<std::size_t>(pixels.regions[pixel]);
    if (region == 0) continue;
    const float* values = &pixels.values[pixel * colors];
    float* sums = &rows.logits[region * colors];
    for (std::size_t color = 0; color < colors; ++color) sums[color] += values[color];
    ++areas[region];
  }
  for (std::size_t region = 1; region < regions; ++region) {
    const float scale = 1 / std::max(areas[region], 1.0F);
    for (std::size_t color = 0; color < colors; ++color) {
      rows.logits[region * colors + color] *= scale;
    }
  }
  if (likeness == nullptr) return rows;
  rows.counts.resize(regions * colors);
  std::vector<float> chances(colors);
  std::vector<float> scratch(colors);
  for (std::size_t region = 1; region < regions; ++region) {
    chances_of(&rows.logits[region * colors], colors, chances.data());
    count_like_colors(chances.data(), likeness, colors, scratch.data(),
                      &rows.counts[region * colors]);
  }
  return rows;
}

}  // namespace

TINTFLOW_VECTORIZED
void paint_palette(const PixelLogits& logits, const PaintRule& rule, float* output) {
  const std::size_t colors = rule.palette.size() / 3;
  const std::size_t pixels = logits.values.size() / colors;
  assert(logits.regions.empty() || logits.regions.size() == pixels);
  assert(rule.likeness.empty() || rule.likeness.size() == colors * colors);
  std::vector<float> red(colors);
  std::vector<float> green(colors);
  std::vector<float> blue(colors);
  for (std::size_t color = 0; color < colors; ++color) {
    red[color] = rule.palette[3 * color];
    green[color] = rule.palette[3 * color + 1];
    blue[color] = rule.palette[3 * color + 2];
  }
  const float* likeness = rule.likeness.empty() ? nullptr : rule.likeness.data();
  const RegionRows shared =
      logits.regions.empty() ? RegionRows() : region_rows(logits, likeness, colors);
  std::vector<float> own(colors);
  std::vector<float> chances(colors);
  std::vector<float> counts(colors, 1.0F);
  std::vector<float> scratch(colors);

  for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
    const float* values = &logits.values[pixel * colors];
    const auto region =
        logits.regions.empty() ? 0 : static_cast<std::size_t>(logits.regions[pixel]);
    if (region > 0) {
      const float* mean = &shared.logits[region * colors];
      for (std::size_t color = 0; color < colors; ++color) {
        own[color] = values[color] + rule.agreement * (mean[color] - values[color]);
      }
      values = own.data();
    }
    chances_of(values, colors, chances.data());
    const float* weights = counts.data();
    if (likeness != nullptr) {
      if (region > 0) {
        weights = &shared.counts[region * colors];
      } else {
        count_like_colors(chances.data(), likeness, colors, scratch.data(), counts.data());
      }
    }
    float total = 0;
    float sum_red = 0;
    float sum_green = 0;
    float sum_blue = 0;
    for (std::size_t color = 0; color < colors; ++color) {
      const float share = chances[color] * weights[color];
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
