#include <string>

#include <benchmark/benchmark.h>

#include "io/decode_image.h"
#include "io/encode_image.h"
#include "io/image_info.h"
#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

/// PNG, JPEG and WebP by their numbers, at 512 and 2048 pixels a side.
void formats_and_sides(benchmark::internal::Benchmark* bench) {
  for (const ImageFormat format : {ImageFormat::png, ImageFormat::jpeg, ImageFormat::webp}) {
    for (const int side : {512, 2048}) bench->Args({static_cast<int>(format), side});
  }
  bench->Unit(benchmark::kMillisecond);
}

ImageFormat format_of(benchmark::State& state) {
  const auto format = static_cast<ImageFormat>(state.range(0));
  state.SetLabel(std::string(format_name(format)));
  return format;
}

Picture drawing_of(const benchmark::State& state) {
  const int side = static_cast<int>(state.range(1));
  return {.pixels = synthetic_drawing({side, side}, 0), .alpha = {}};
}

void decode(benchmark::State& state) {
  const Bytes bytes = encode_image(drawing_of(state), {.format = format_of(state)}).value();
  for (auto _ : state) benchmark::DoNotOptimize(decode_image(bytes).value());
}
BENCHMARK(decode)->Apply(formats_and_sides);

void encode(benchmark::State& state) {
  const Picture drawing = drawing_of(state);
  const EncodeOptions options{.format = format_of(state)};
  for (auto _ : state) benchmark::DoNotOptimize(encode_image(drawing, options).value());
}
BENCHMARK(encode)->Apply(formats_and_sides);

void probe(benchmark::State& state) {
  const Bytes bytes = encode_image(drawing_of(state), {.format = format_of(state)}).value();
  for (auto _ : state) benchmark::DoNotOptimize(probe_image(bytes).value());
}
BENCHMARK(probe)->Apply(formats_and_sides)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace tintflow
