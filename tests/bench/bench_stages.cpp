#include <benchmark/benchmark.h>
#include <opencv2/imgproc.hpp>

#include "stages/augment.h"
#include "stages/augment_lines.h"
#include "stages/batch.h"
#include "stages/clean.h"
#include "stages/composite.h"
#include "stages/crop.h"
#include "stages/extract_lines.h"
#include "stages/ink_tone.h"
#include "stages/label_regions.h"
#include "stages/normalize.h"
#include "stages/part_open_regions.h"
#include "stages/resize.h"
#include "stages/restore.h"
#include "stages/split.h"
#include "stages/synthetic_drawing.h"

namespace tintflow {
namespace {

constexpr int kNetworkSide = 256;

/// Sides of drawings, pixels.
void sides(benchmark::internal::Benchmark* bench) {
  bench->Arg(512)->Arg(2048)->Unit(benchmark::kMillisecond);
}

Picture drawing_of(const benchmark::State& state) {
  const int side = static_cast<int>(state.range(0));
  return {.pixels = synthetic_drawing({side, side}, 0), .alpha = {}};
}

Artwork artwork_of(const benchmark::State& state) {
  return {.id = {}, .drawing = drawing_of(state), .color = {}};
}

Sample sample_of(const benchmark::State& state) {
  return Resize{.side = kNetworkSide}(artwork_of(state)).value();
}

template <class Stage, class Input>
void run_stage(benchmark::State& state, const Stage& stage, const Input& input) {
  for (auto _ : state) benchmark::DoNotOptimize(stage(input).value());
}

void split(benchmark::State& state) {
  run_stage(state, Split{.drawing_side = DrawingSide::right},
            Frame{.id = {}, .picture = drawing_of(state)});
}
BENCHMARK(split)->Apply(sides);

void composite_with_alpha(benchmark::State& state) {
  Artwork artwork = artwork_of(state);
  artwork.drawing.alpha = cv::Mat(artwork.drawing.pixels.size(), CV_8UC1, cv::Scalar(128));
  run_stage(state, Composite{.alpha = AlphaMode::flatten}, artwork);
}
BENCHMARK(composite_with_alpha)->Apply(sides);

void ink(benchmark::State& state) { run_stage(state, InkTone{}, artwork_of(state)); }
BENCHMARK(ink)->Apply(sides);

void clean_only_looking(benchmark::State& state) { run_stage(state, Clean{}, artwork_of(state)); }
BENCHMARK(clean_only_looking)->Apply(sides);

void clean_paper(benchmark::State& state) {
  run_stage(state, Clean{.mode = Clean::Mode::paper}, artwork_of(state));
}
BENCHMARK(clean_paper)->Apply(sides);

void crop_to_ink(benchmark::State& state) {
  run_stage(state, Crop{.mode = Crop::Mode::ink}, artwork_of(state));
}
BENCHMARK(crop_to_ink)->Apply(sides);

void resize(benchmark::State& state) {
  run_stage(state, Resize{.side = kNetworkSide}, artwork_of(state));
}
BENCHMARK(resize)->Apply(sides);

void resize_measuring_lines(benchmark::State& state) {
  run_stage(state, Resize{.side = kNetworkSide, .line_scale = {.mode = LineScale::Mode::automatic}},
            artwork_of(state));
}
BENCHMARK(resize_measuring_lines)->Apply(sides);

/// Half of a training pair to the size that crops are taken from.
void resize_for_training(benchmark::State& state) {
  run_stage(state, Resize{.side = 286}, artwork_of(state));
}
BENCHMARK(resize_for_training)->Apply(sides);

void label_regions(benchmark::State& state) { run_stage(state, LabelRegions{}, sample_of(state)); }
BENCHMARK(label_regions)->Arg(512)->Unit(benchmark::kMillisecond);

/// With the gaps that count at the network's size.
void part_regions(benchmark::State& state) {
  const cv::Mat regions = LabelRegions{}(sample_of(state))->regions;
  for (auto _ : state) {
    benchmark::DoNotOptimize(part_open_regions(regions, {.radius = 4, .smallest = 200}));
  }
}
BENCHMARK(part_regions)->Arg(512)->Unit(benchmark::kMillisecond);

void normalize(benchmark::State& state) { run_stage(state, Normalize{}, sample_of(state)); }
BENCHMARK(normalize)->Arg(512)->Unit(benchmark::kMillisecond);

void augment(benchmark::State& state) {
  Sample sample = sample_of(state);
  sample.target = sample.input;
  run_stage(state, Augment{.options = paper_augmentation(), .side = kNetworkSide}, sample);
}
BENCHMARK(augment)->Arg(512)->Unit(benchmark::kMillisecond);

void augment_by_crop_and_flip(benchmark::State& state) {
  Sample sample = Resize{.side = 286}(artwork_of(state)).value();
  sample.target = sample.input;
  run_stage(state, Augment{.options = {}, .side = kNetworkSide}, sample);
}
BENCHMARK(augment_by_crop_and_flip)->Arg(512)->Unit(benchmark::kMillisecond);

/// Filled shapes with shading, as colored pictures have them.
cv::Mat colored_picture(int side) {
  cv::Mat picture(side, side, CV_8UC3);
  cv::RNG random(1);
  for (int x = 0; x < side; ++x) {
    picture.col(x).setTo(cv::Scalar(120 + 100 * x / side, 200, 240 - 80 * x / side));
  }
  for (int i = 0; i < 40; ++i) {
    const cv::Point center(random.uniform(0, side), random.uniform(0, side));
    const cv::Scalar color(random.uniform(0, 256), random.uniform(0, 256), random.uniform(0, 256));
    cv::circle(picture, center, random.uniform(side / 40, side / 8), color, cv::FILLED,
               cv::LINE_AA);
  }
  return picture;
}

void network_sides(benchmark::internal::Benchmark* bench) {
  bench->Arg(286)->Arg(512)->Unit(benchmark::kMillisecond);
}

template <LineExtractor extractor>
void extract_lines(benchmark::State& state) {
  const int side = static_cast<int>(state.range(0));
  const Artwork artwork{.id = {}, .drawing = {colored_picture(side), {}}, .color = {}};
  const Sample sample = Resize{.side = side, .keep_drawing = false}(artwork).value();
  run_stage(state, ExtractLines{.extractor = extractor}, sample);
}
BENCHMARK(extract_lines<LineExtractor::xdog>)->Name("xdog")->Apply(network_sides);
BENCHMARK(extract_lines<LineExtractor::edges>)->Name("edge_lines")->Apply(network_sides);

/// With everything that may change a drawing's lines and paper.
void augment_lines_of_drawing(benchmark::State& state) {
  const cv::Mat drawing = drawing_of(state).pixels;
  const LineAugmentOptions options{.width = 2, .tone = 0.5, .gaps = 30, .paper_noise = 40};
  cv::RNG random(1);
  for (auto _ : state) benchmark::DoNotOptimize(augment_lines(drawing, options, random));
}
BENCHMARK(augment_lines_of_drawing)
    ->Name("augment_lines")
    ->Arg(256)
    ->Arg(512)
    ->Unit(benchmark::kMillisecond);

void batch_and_unbatch_four(benchmark::State& state) {
  const BufferPool pool;
  const std::vector<Sample> samples(4, Normalize{}(sample_of(state)).value());
  for (auto _ : state) {
    const Batch batch = make_batch(samples, pool);
    benchmark::DoNotOptimize(unbatch(batch, batch.input));
  }
}
BENCHMARK(batch_and_unbatch_four)->Arg(512)->Unit(benchmark::kMillisecond);

void restore(benchmark::State& state) {
  Colored colored{.sample = sample_of(state), .color = {}};
  colored.color = colored.sample.input;
  run_stage(state, Restore{}, colored);
}
BENCHMARK(restore)->Apply(sides);

}  // namespace
}  // namespace tintflow
