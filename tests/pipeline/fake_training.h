#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "io/errors.h"
#include "pipeline/sample_feed.h"
#include "stages/trainer.h"
#include "tests/io/test_folder.h"
#include "tests/pipeline/fakes.h"

namespace tintflow {

/// Large enough for SSIM.
constexpr int kSide = 16;

/// Makes `count` files of one byte. The fake stages never look inside.
inline std::vector<std::filesystem::path> make_files(const TestFolder& folder,
                                                     const std::string& name, int count) {
  std::vector<std::filesystem::path> files;
  for (int i = 0; i < count; ++i) {
    files.push_back(folder.add(name + '/' + std::to_string(i) + ".png", "x"));
  }
  return files;
}

/// A gray drawing whose ground truth is the same.
inline Sample fake_pair(FrameId id) {
  Sample sample;
  sample.id = id;
  sample.input = cv::Mat(kSide, kSide, CV_32FC3, cv::Scalar::all(100 / 127.5 - 1));
  sample.target = sample.input;
  return sample;
}

/// Stages that make `fake_pair`s, whatever the files hold.
inline FeedStages fake_pair_stages(const Disturb& disturb = undisturbed) {
  const ColorizeStages stages = fake_colorize_stages(disturb);
  return {.decode = stages.decode,
          .split = stages.split,
          .composite = stages.composite,
          .crop = stages.crop,
          .resize = fake_stage<Artwork, Sample>("resize", disturb,
                                                [](const Artwork& in) { return fake_pair(in.id); }),
          .augment = std::nullopt,
          .normalize = stages.normalize};
}

/// Gives drawings back lighter by a number of 8-bit levels.
class ErringGenerator : public Generator {
 public:
  void generate(const Batch& batch, float* output) const override {
    if (on_generate) on_generate();
    const std::vector<float>& input = *batch.input;
    std::transform(input.begin(), input.end(), output,
                   [&](float value) { return value + static_cast<float>(error_levels) / 127.5F; });
  }
  [[nodiscard]] bool waits_for_device() const override { return false; }

  int error_levels = 0;
  std::function<void()> on_generate;
};

/// Keeps what it was asked to do. Checkpoints hold the state alone.
class FakeTrainer : public Trainer {
 public:
  void set_progress(double share) override { progress.push_back(share); }

  StepLosses step(const Batch& batch) override {
    auto& pairs = steps.emplace_back();
    for (const Sample& sample : batch.samples) pairs.push_back(sample.id.source);
    if (on_step) on_step();
    const auto count = static_cast<double>(steps.size());
    const double l1 = generator_l1 ? generator_l1(steps.size()) : 10 * count;
    return {.generator_gan = count,
            .generator_l1 = l1,
            .discriminator = 100 * count,
            .palette = palette ? palette(steps.size()) : 0};
  }

  const Generator& generator() override { return generator_; }

  void save_checkpoint(const std::filesystem::path& file, const TrainingState& state) override {
    std::ofstream(file) << state.epoch << ' ' << state.step << ' ' << state.position << ' '
                        << state.seconds << ' ' << state.best_l1;
  }

  TrainingState load_checkpoint(const std::filesystem::path& file) override {
    TrainingState state;
    std::string best_l1;
    std::ifstream content(file);
    content >> state.epoch >> state.step >> state.position >> state.seconds >> best_l1;
    if (!content) throw WeightsError(file.string() + ": damaged");
    state.best_l1 = std::stod(best_l1);
    return state;
  }

  void save_generator(const std::filesystem::path& file,
                      const std::map<std::string, std::string>& metadata) override {
    saved_generators.push_back(metadata);
    std::ofstream(file) << 'x';
  }

  /// The pairs of each step.
  std::vector<std::vector<std::uint64_t>> steps;
  /// What the trainer was told before each step.
  std::vector<double> progress;
  std::vector<std::map<std::string, std::string>> saved_generators;
  std::function<void()> on_step;
  /// The loss of a step, counted from 1, in place of ten times its number.
  std::function<double(std::size_t)> generator_l1;
  /// The same of the palette's loss, in place of 0.
  std::function<double(std::size_t)> palette;
  ErringGenerator generator_;
};

}  // namespace tintflow
