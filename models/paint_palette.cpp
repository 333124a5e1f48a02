#include "models/paint_palette.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <optional>
#include <vector>

#include "io/vectorized.h"
#include "models/like_color_counter.h"

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

/// RGB of each color, a row for each channel.
struct Channels {
  explicit Channels(std::span<const float> palette) {
    for (std::size_t i = 0; i < palette.size(); i += 3) {
      red.push_back(palette[i]);
      green.push_back(palette[i + 1]);
      blue.push_back(palette[i + 2]);
    }
  }
  std::vector<float> red;
  std::vector<float> green;
  std::vector<float> blue;
};

/// The mean of the colors by their chances and by how much each counts.
inline void write_mean(const float* chances, const float* counts, const Channels& palette,
                       float* rgb) {
  float total = 0;
  float red = 0;
  float green = 0;
  float blue = 0;
  for (std::size_t color = 0; color < palette.red.size(); ++color) {
    const float share = chances[color] * counts[color];
    total += share;
    red += share * palette.red[color];
    green += share * palette.green[color];
    blue += share * palette.blue[color];
  }
  rgb[0] = red / total;
  rgb[1] = green / total;
  rgb[2] = blue / total;
}

/// Mean logits of each region, a row for each; those of pixels outside of all are 0.
TINTFLOW_VECTORIZED
std::vector<float> region_logits(const PixelLogits& pixels, std::size_t colors) {
  const std::size_t regions = static_cast<std::size_t>(pixels.region_count) + 1;
  std::vector<float> rows(regions * colors);
  std::vector<float> areas(regions);
  for (std::size_t pixel = 0; pixel < pixels.regions.size(); ++pixel) {
    const auto region = static_cast<std::size_t>(pixels.regions[pixel]);
    if (region == 0) continue;
    const float* values = &pixels.values[pixel * colors];
    float* sums = &rows[region * colors];
    for (std::size_t color = 0; color < colors; ++color) sums[color] += values[color];
    ++areas[region];
  }
  for (std::size_t region = 1; region < regions; ++region) {
    const float scale = 1 / std::max(areas[region], 1.0F);
    for (std::size_t color = 0; color < colors; ++color) rows[region * colors + color] *= scale;
  }
  return rows;
}

/// How much each color counts in each region.
TINTFLOW_VECTORIZED
std::vector<float> region_counts(const std::vector<float>& logits, std::size_t colors,
                                 LikeColorCounter& counter) {
  std::vector<float> chances(logits.size());
  for (std::size_t row = 0; row < logits.size(); row += colors) {
    chances_of(&logits[row], colors, &chances[row]);
  }
  std::vector<float> counts(logits.size());
  counter.count(chances.data(), logits.size() / colors, counts.data());
  return counts;
}

/// Pixels that are painted at once.
constexpr std::size_t kMostAtOnce = 64;

std::int32_t region_of(const PixelLogits& logits, std::size_t pixel) {
  return logits.regions.empty() ? 0 : logits.regions[pixel];
}

/// The end of the pixels from `first` on that are of its region, `kMostAtOnce` at most.
std::size_t end_of_run(const PixelLogits& logits, std::size_t first, std::size_t pixels) {
  const std::size_t end = std::min(first + kMostAtOnce, pixels);
  std::size_t pixel = first + 1;
  while (pixel < end && region_of(logits, pixel) == region_of(logits, first)) ++pixel;
  return pixel;
}

}  // namespace

TINTFLOW_VECTORIZED
void paint_palette(const PixelLogits& logits, const PaintRule& rule, float* output) {
  const std::size_t colors = rule.palette.size() / 3;
  const std::size_t pixels = logits.values.size() / colors;
  assert(logits.regions.empty() || logits.regions.size() == pixels);
  const Channels palette(rule.palette);
  const std::vector<float> means = region_logits(logits, colors);
  std::optional<LikeColorCounter> counter;
  std::vector<float> counts_in_regions(means.size(), 1.0F);
  if (!rule.likeness.empty()) {
    counter.emplace(rule.likeness, colors);
    counts_in_regions = region_counts(means, colors, *counter);
  }
  std::vector<float> own(colors);
  std::vector<float> chances(kMostAtOnce * colors);
  std::vector<float> counts(kMostAtOnce * colors, 1.0F);

  std::size_t end = 0;
  for (std::size_t first = 0; first < pixels; first = end) {
    end = end_of_run(logits, first, pixels);
    const auto region = static_cast<std::size_t>(region_of(logits, first));
    const float agreement = region > 0 ? rule.agreement : 0;
    const float* mean = &means[region * colors];
    for (std::size_t pixel = first; pixel < end; ++pixel) {
      const float* values = &logits.values[pixel * colors];
      for (std::size_t color = 0; color < colors; ++color) {
        own[color] = values[color] + agreement * (mean[color] - values[color]);
      }
      chances_of(own.data(), colors, &chances[(pixel - first) * colors]);
    }
    if (region == 0 && counter) counter->count(chances.data(), end - first, counts.data());
    for (std::size_t pixel = first; pixel < end; ++pixel) {
      const std::size_t row = (pixel - first) * colors;
      write_mean(&chances[row], region > 0 ? &counts_in_regions[region * colors] : &counts[row],
                 palette, output + 3 * pixel);
    }
  }
}

}  // namespace tintflow
