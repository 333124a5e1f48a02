#include "pipeline/step_rate.h"

#include <chrono>
#include <cstdint>
#include <utility>
#include <vector>

namespace tintflow {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Sample noise_sample(std::uint64_t index, int side) {
  Sample sample;
  sample.id = {index, index};
  cv::RNG random(index);
  for (cv::Mat* picture : {&sample.input, &sample.target}) {
    picture->create(side, side, CV_32FC3);
    random.fill(*picture, cv::RNG::UNIFORM, -1, 1);
  }
  // As many regions as a drawing of some detail has, for trainers that look at them.
  sample.regions.create(side, side, CV_32S);
  constexpr int tiles = 6;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      sample.regions.at<std::int32_t>(y, x) = y * tiles / side * tiles + x * tiles / side;
    }
  }
  return sample;
}

}  // namespace

StepRate measure_resident_steps(Trainer& trainer, int batch_size, int side, int steps) {
  std::vector<Sample> samples;
  samples.reserve(static_cast<std::size_t>(batch_size));
  for (int i = 0; i < batch_size; ++i) samples.push_back(noise_sample(i, side));
  const Batch batch = make_batch(std::move(samples), BufferPool());
  const auto start = Clock::now();
  for (int i = 0; i < steps; ++i) trainer.step(batch);
  return {steps * batch_size, seconds_since(start)};
}

StepRate measure_fed_steps(Trainer& trainer, SampleFeed& feed, int steps) {
  StepRate rate;
  const auto start = Clock::now();
  for (int i = 0; i < steps; ++i) {
    const auto batch = feed.next();
    if (!batch) break;
    trainer.step(*batch);
    rate.pairs += batch->count();
  }
  rate.seconds = seconds_since(start);
  return rate;
}

}  // namespace tintflow
