#include "pipeline/step_rate.h"

#include <gtest/gtest.h>

#include "tests/pipeline/fakes.h"

namespace tintflow {
namespace {

/// Remembers what it was given.
class CountingTrainer : public Trainer {
 public:
  void set_progress(double) override {}
  StepLosses step(const Batch& batch) override {
    counts.push_back(batch.count());
    sides.push_back(batch.side);
    inputs.push_back(batch.input->data());
    has_target = batch.target != nullptr;
    return {};
  }
  const Generator& generator() override { return generator_; }
  void save_checkpoint(const std::filesystem::path&, const TrainingState&) override {}
  TrainingState load_checkpoint(const std::filesystem::path&) override { return {}; }
  void save_generator(const std::filesystem::path&,
                      const std::map<std::string, std::string>&) override {}

  std::vector<int> counts;
  std::vector<int> sides;
  std::vector<const float*> inputs;
  bool has_target = false;

 private:
  FakeGenerator generator_;
};

TEST(MeasureResidentSteps, RepeatsOneBatchThatStaysInMemory) {
  CountingTrainer trainer;
  const StepRate rate = measure_resident_steps(trainer, 3, 16, 4);
  EXPECT_EQ(rate.pairs, 12);
  EXPECT_EQ(trainer.counts, std::vector<int>(4, 3));
  EXPECT_EQ(trainer.sides, std::vector<int>(4, 16));
  EXPECT_EQ(trainer.inputs, std::vector<const float*>(4, trainer.inputs.front()));
  EXPECT_TRUE(trainer.has_target);
}

TEST(MeasureFedSteps, StopsAfterTheStepsOrAtTheFeedsEnd) {
  const ColorizeStages fakes = fake_colorize_stages(undisturbed);
  const FeedStages stages{fakes.decode, fakes.split, fakes.composite, fakes.crop, fakes.resize,
                          std::nullopt, {},          fakes.normalize};
  CountingTrainer trainer;
  FakeSource source(10);
  SampleFeed feed(source, stages, {.threads = 1, .batch_size = 4});
  EXPECT_EQ(measure_fed_steps(trainer, feed, 1).pairs, 4);
  EXPECT_EQ(measure_fed_steps(trainer, feed, 9).pairs, 6);
  EXPECT_EQ(trainer.counts, (std::vector<int>{4, 4, 2}));
}

TEST(StepRate, IsPairsOverSeconds) {
  EXPECT_EQ((StepRate{.pairs = 30, .seconds = 2}.per_second()), 15);
  EXPECT_EQ(StepRate{}.per_second(), 0);
}

}  // namespace
}  // namespace tintflow
