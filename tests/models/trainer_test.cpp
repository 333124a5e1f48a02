#include "models/trainer.h"

#include <cmath>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "models/engine.h"
#include "tests/models/tiny_models.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

constexpr int side = 64;

TrainerOptions tiny_training() {
  TrainerOptions options;
  options.seed = 7;
  options.threads = 1;
  return options;
}

std::unique_ptr<Trainer> tiny_trainer(double dropout = 0,
                                      const TrainerOptions& options = tiny_training()) {
  return make_trainer(tiny_generator(dropout), tiny_discriminator(), options);
}

/// All that a trainer is, as bytes.
TensorFile saved(Trainer& trainer, const std::filesystem::path& file) {
  trainer.save_checkpoint(file, {});
  return read_safetensors(file);
}

std::vector<float> colored(const Generator& generator, const Batch& batch) {
  std::vector<float> output(batch.input->size());
  generator.generate(batch, output.data());
  return output;
}

/// Drawings of 8 x 8 blocks of random brightness, and the same with colors inverted as truth.
Batch learnable_batch() {
  constexpr int block = 8;
  Batch batch = random_batch(2, side, 1);
  for (std::size_t index = 0; index < batch.input->size(); ++index) {
    const std::size_t channel = index % 3;
    const std::size_t column = index / 3 % side / block * block;
    const std::size_t row = index / 3 / side / block * block;
    (*batch.input)[index] = (*batch.input)[(row * side + column) * 3 + channel];
    (*batch.target)[index] = -(*batch.input)[index];
  }
  return batch;
}

TEST(Trainer, LearnsOneBatchByHeart) {
  TrainerOptions options = tiny_training();
  options.learning_rate = 2e-3;
  const auto trainer = tiny_trainer(0, options);
  const Batch batch = learnable_batch();
  const double first = trainer->step(batch).generator_l1;
  double last = first;
  for (int step = 0; step < 200; ++step) last = trainer->step(batch).generator_l1;
  EXPECT_GT(first, 0.45);
  EXPECT_LT(last, 0.15);
}

TEST(Trainer, DiscriminatorLearnsToTellGeneratedPictures) {
  TrainerOptions options = tiny_training();
  options.learning_rate = 2e-3;
  const auto trainer = tiny_trainer(0, options);
  // White noise as truth, which no generator can follow.
  const Batch batch = random_batch(2, side, 1);
  const double first = trainer->step(batch).discriminator;
  double last = first;
  for (int step = 0; step < 120; ++step) last = trainer->step(batch).discriminator;
  EXPECT_NEAR(first, std::log(2.0), 0.2);
  EXPECT_LT(last, 0.5 * first);
}

TEST(Trainer, GoesOnFromACheckpointBitForBit) {
  const TemporaryFolder folder;
  const auto straight = tiny_trainer(0.5);
  for (int step = 0; step < 4; ++step) straight->step(random_batch(2, side, step));
  const TensorFile expected = saved(*straight, folder / "straight");

  const auto first_half = tiny_trainer(0.5);
  for (int step = 0; step < 2; ++step) first_half->step(random_batch(2, side, step));
  first_half->save_checkpoint(folder / "half", {.epoch = 1, .step = 2, .seconds = 3, .best_l1 = 4});

  TrainerOptions other_seed = tiny_training();
  other_seed.seed = 99;
  const auto second_half = tiny_trainer(0.5, other_seed);
  const TrainingState state = second_half->load_checkpoint(folder / "half");
  EXPECT_EQ(state.epoch, 1);
  EXPECT_EQ(state.step, 2);
  for (int step = 2; step < 4; ++step) second_half->step(random_batch(2, side, step));
  EXPECT_EQ(to_safetensors(saved(*second_half, folder / "resumed")), to_safetensors(expected));
}

TEST(Trainer, DropoutMakesRandomStatePartOfTheResult) {
  // What the test above would miss if dropout were off or the random state were not restored.
  const TemporaryFolder folder;
  const auto trainer = tiny_trainer(0.5);
  trainer->save_checkpoint(folder / "start", {});
  trainer->step(random_batch(2, side, 1));
  const auto once = to_safetensors(saved(*trainer, folder / "once"));
  trainer->load_checkpoint(folder / "start");
  torch::rand({1});
  trainer->step(random_batch(2, side, 1));
  EXPECT_NE(to_safetensors(saved(*trainer, folder / "twice")), once);
}

TEST(Trainer, SeedDecidesTheInitialWeights) {
  const TemporaryFolder folder;
  const auto bytes = [&](std::uint64_t seed) {
    TrainerOptions options = tiny_training();
    options.seed = seed;
    return to_safetensors(saved(*tiny_trainer(0, options), folder / "start"));
  };
  EXPECT_EQ(bytes(1), bytes(1));
  EXPECT_NE(bytes(1), bytes(2));
}

TEST(Trainer, CheckpointOfAnotherArchitectureIsRefused) {
  const TemporaryFolder folder;
  tiny_trainer()->save_checkpoint(folder / "narrow", {});
  GeneratorOptions wide = tiny_generator();
  wide.ngf = 5;
  EXPECT_THAT(
      [&] {
        make_trainer(wide, tiny_discriminator(), tiny_training())
            ->load_checkpoint(folder / "narrow");
      },
      ThrowsMessage<WeightsError>(HasSubstr("was trained with ngf = 4, this run has 5")));
}

TEST(Trainer, DivergenceEndsTheRun) {
  const auto trainer = tiny_trainer();
  Batch batch = random_batch(1, side, 1);
  batch.target->front() = std::nanf("");
  EXPECT_THAT([&] { trainer->step(batch); },
              ThrowsMessage<FatalError>(HasSubstr("a loss is not finite")));
}

TEST(Trainer, GeneratorFollowsTheTraining) {
  const auto trainer = tiny_trainer();
  const Generator& generator = trainer->generator();
  const Batch batch = random_batch(2, side, 1);
  const std::vector<float> before = colored(generator, batch);
  trainer->step(batch);
  EXPECT_NE(colored(generator, batch), before);
}

TEST(Trainer, ColoringChangesNothingInTheTraining) {
  const TemporaryFolder folder;
  const auto bytes_after_two_steps = [&](bool with_validation) {
    const auto trainer = tiny_trainer(0.5);
    trainer->step(random_batch(2, side, 1));
    if (with_validation) (void)colored(trainer->generator(), random_batch(1, side, 9));
    trainer->step(random_batch(2, side, 2));
    return to_safetensors(saved(*trainer, folder / "end"));
  };
  EXPECT_EQ(bytes_after_two_steps(true), bytes_after_two_steps(false));
}

TEST(Trainer, SavedGeneratorColorsAsTheTrainedOne) {
  const TemporaryFolder folder;
  const auto trainer = tiny_trainer();
  const Batch batch = random_batch(2, side, 1);
  for (int step = 0; step < 3; ++step) trainer->step(batch);
  trainer->save_generator(folder / "generator.safetensors", {{"license", "CC0"}});

  const TensorFile model = load_model(folder / "generator.safetensors");
  EXPECT_EQ(describe_model(model).generator, tiny_generator());
  EXPECT_EQ(describe_model(model).metadata.at("license"), "CC0");
  const std::vector<float> trained = colored(trainer->generator(), batch);
  const std::vector<float> shipped = colored(*make_engine(model, {}), batch);
  for (std::size_t index = 0; index < trained.size(); ++index) {
    // Weights were rounded to fp16: a step of an 8-bit level is 0.0078.
    ASSERT_NEAR(shipped[index], trained[index], 0.004) << index;
  }
}

TEST(Trainer, Bf16StepsStayCloseToFp32Steps) {
  TrainerOptions coarse = tiny_training();
  coarse.device.bf16 = true;
  const auto exact_trainer = tiny_trainer();
  const auto coarse_trainer = tiny_trainer(0, coarse);
  for (int step = 0; step < 3; ++step) {
    const Batch batch = random_batch(2, side, step);
    const StepLosses exact = exact_trainer->step(batch);
    const StepLosses rounded = coarse_trainer->step(batch);
    EXPECT_NEAR(rounded.generator_l1, exact.generator_l1, 0.01);
    EXPECT_NEAR(rounded.discriminator, exact.discriminator, 0.05);
  }
}

TEST(Trainer, ImpossibleOptionsAreRefused) {
  GeneratorOptions flat = tiny_generator();
  flat.levels = 1;
  EXPECT_THROW((void)make_trainer(flat, tiny_discriminator(), tiny_training()),
               std::invalid_argument);
}

}  // namespace
}  // namespace tintflow
