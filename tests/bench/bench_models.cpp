#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "models/paint_palette.h"

namespace tintflow {
namespace {

constexpr std::size_t kSide = 256;
constexpr std::size_t kColors = 32;

std::vector<float> drawn(std::size_t count, float least, float most) {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> value(least, most);
  std::vector<float> values(count);
  for (float& one : values) one = value(random);
  return values;
}

/// A picture whose upper half is closed regions of 32 x 32 pixels, as about half of a drawing is.
void paint(benchmark::State& state, bool by_kind) {
  const std::vector<float> palette = drawn(3 * kColors, -1, 1);
  const std::vector<float> logits = drawn(kSide * kSide * kColors, -8, 8);
  const std::vector<float> likeness =
      by_kind ? drawn(kColors * kColors, 1e-4F, 1) : std::vector<float>();
  std::vector<std::int32_t> regions(kSide * kSide);
  for (std::size_t i = 0; i < regions.size() / 2; ++i) {
    regions[i] = static_cast<std::int32_t>(i / kSide / 32 * 8 + i % kSide / 32 + 1);
  }
  std::vector<float> output(3 * regions.size());
  for (auto _ : state) {
    paint_palette({.values = logits, .regions = regions, .region_count = 32},
                  {.palette = palette, .likeness = likeness, .agreement = 0.8F}, output.data());
    benchmark::DoNotOptimize(output.data());
  }
}

void paint_by_chances(benchmark::State& state) { paint(state, false); }
BENCHMARK(paint_by_chances)->Unit(benchmark::kMillisecond);

void paint_by_kind(benchmark::State& state) { paint(state, true); }
BENCHMARK(paint_by_kind)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tintflow
