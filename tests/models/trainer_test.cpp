#include "models/trainer.h"

#include <algorithm>
#include <cmath>

#include <gmock/gmock.h>

#include "io/errors.h"
#include "models/engine.h"
#include "tests/models/tiny_trainer.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

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

/// All that a trainer can be asked for at once.
TrainerOptions everything() {
  TrainerOptions options = tiny_training();
  options.learning_rate_policy = LearningRatePolicy::linear;
  options.lambda_region = 10;
  options.lambda_flat = 10;
  options.lambda_feature = 1;
  options.lambda_tv = 1;
  options.gan_mode = GanMode::lsgan;
  options.diff_augment = true;
  options.ema = 0.9;
  options.accumulate = 2;
  return options;
}

std::unique_ptr<Trainer> trainer_of_everything(std::uint64_t seed) {
  TrainerOptions options = everything();
  options.seed = seed;
  GeneratorOptions generator = tiny_generator(0.5);
  generator.upsample = Upsample::resize;
  generator.hints = true;
  DiscriminatorOptions discriminator = tiny_discriminator();
  discriminator.spectral_norm = true;
  return make_trainer(generator, discriminator, options);
}

void run_steps(Trainer& trainer, int first, int last) {
  for (int step = first; step < last; ++step) {
    trainer.set_progress(step / 4.0);
    trainer.step(random_batch(3, side, step));
  }
}

TEST(Trainer, GoesOnBitForBitWithEveryOption) {
  const TemporaryFolder folder;
  const auto straight = trainer_of_everything(7);
  run_steps(*straight, 0, 4);
  const TensorFile expected = saved(*straight, folder / "straight");

  const auto first_half = trainer_of_everything(7);
  run_steps(*first_half, 0, 2);
  first_half->save_checkpoint(folder / "half", {});
  const auto second_half = trainer_of_everything(99);
  second_half->load_checkpoint(folder / "half");
  run_steps(*second_half, 2, 4);
  EXPECT_EQ(to_safetensors(saved(*second_half, folder / "resumed")), to_safetensors(expected));
  EXPECT_EQ(colored(second_half->generator(), random_batch(1, side, 9)),
            colored(straight->generator(), random_batch(1, side, 9)));
}

bool has_tensor(const TensorFile& file, const std::string& name) {
  return std::any_of(file.tensors.begin(), file.tensors.end(),
                     [&](const StoredTensor& tensor) { return tensor.name == name; });
}

TEST(Trainer, CheckpointsHoldWhatTheOptionsAdd) {
  const TemporaryFolder folder;
  const TensorFile all = saved(*trainer_of_everything(1), folder / "all");
  EXPECT_TRUE(has_tensor(all, "average.updates"));
  EXPECT_TRUE(has_tensor(all, "average.encoder.0.weight"));
  EXPECT_TRUE(has_tensor(all, "discriminator.layers.0.spectral_u"));
  const TensorFile plain = saved(*tiny_trainer(), folder / "plain");
  EXPECT_FALSE(has_tensor(plain, "average.updates"));
  EXPECT_FALSE(has_tensor(plain, "discriminator.layers.0.spectral_u"));
}

TEST(Trainer, WeightAverageIsWhatIsShownAndSaved) {
  const TemporaryFolder folder;
  TrainerOptions options = tiny_training();
  options.learning_rate = 2e-3;
  const auto plain = tiny_trainer(0, options);
  options.ema = 0.999;
  const auto averaged = tiny_trainer(0, options);
  const Batch batch = random_batch(2, side, 1);
  for (int step = 0; step < 20; ++step) {
    // Training itself is not changed.
    EXPECT_EQ(plain->step(batch).generator_l1, averaged->step(batch).generator_l1);
  }
  const std::vector<float> shown = colored(averaged->generator(), batch);
  EXPECT_NE(shown, colored(plain->generator(), batch));
  averaged->save_generator(folder / "generator.safetensors", {});
  const auto engine = make_engine(load_model(folder / "generator.safetensors"), {});
  const std::vector<float> shipped = colored(*engine, batch);
  for (std::size_t index = 0; index < shown.size(); ++index) {
    ASSERT_NEAR(shipped[index], shown[index], 0.004) << index;
  }
}

TEST(Trainer, TrainsWithoutADiscriminator) {
  const TemporaryFolder folder;
  TrainerOptions options = tiny_training();
  options.lambda_gan = 0;
  options.learning_rate = 2e-3;
  const auto trainer = tiny_trainer(0, options);
  const Batch batch = learnable_batch();
  const StepLosses first = trainer->step(batch);
  EXPECT_EQ(first.generator_gan, 0);
  EXPECT_EQ(first.discriminator, 0);
  StepLosses last;
  for (int step = 0; step < 100; ++step) last = trainer->step(batch);
  EXPECT_LT(last.generator_l1, 0.6 * first.generator_l1);
  EXPECT_FALSE(has_tensor(saved(*trainer, folder / "alone"), "discriminator.layers.0.weight"));
}

TEST(Trainer, RegionLossesAreLowered) {
  TrainerOptions options = tiny_training();
  options.learning_rate = 2e-3;
  options.lambda_gan = 0;
  options.lambda_l1 = 0;
  options.lambda_region = 1;
  options.lambda_flat = 1;
  const auto trainer = tiny_trainer(0, options);
  Batch batch = random_batch(2, side, 1);
  // Flat truth in each region.
  for (std::size_t place = 0; place < batch.regions->size(); ++place) {
    for (int channel = 0; channel < 3; ++channel) {
      (*batch.target)[3 * place + channel] =
          0.2F * static_cast<float>((*batch.regions)[place] % (3 + channel)) - 0.4F;
    }
  }
  const StepLosses first = trainer->step(batch);
  StepLosses last;
  for (int step = 0; step < 100; ++step) last = trainer->step(batch);
  EXPECT_LT(last.region, 0.4 * first.region);
  EXPECT_LT(last.region, 0.15);
  EXPECT_LT(last.flat, 0.1);
  EXPECT_GT(first.generator_l1, 0) << "told even where it has no weight";
}

TEST(Trainer, LossesOfRegionsNeedRegions) {
  TrainerOptions options = tiny_training();
  options.lambda_flat = 1;
  Batch batch = random_batch(1, side, 1);
  batch.regions = nullptr;
  EXPECT_THROW(tiny_trainer(0, options)->step(batch), std::invalid_argument);
  EXPECT_NO_THROW(tiny_trainer()->step(batch));
}

TEST(Trainer, LossesThatAreOffAreZero) {
  const StepLosses losses = tiny_trainer()->step(random_batch(1, side, 1));
  EXPECT_EQ(losses.region, 0);
  EXPECT_EQ(losses.flat, 0);
  EXPECT_EQ(losses.feature, 0);
  EXPECT_EQ(losses.total_variation, 0);
}

TEST(Trainer, PartsOfABatchAddUpToIt) {
  // With instance normalization, since batch statistics are those of a part.
  GeneratorOptions generator = tiny_generator();
  generator.norm = Norm::instance;
  DiscriminatorOptions discriminator = tiny_discriminator();
  discriminator.norm = Norm::instance;
  TrainerOptions options = tiny_training();
  options.lambda_gan = 0;
  const auto whole = make_trainer(generator, discriminator, options);
  options.accumulate = 2;
  const auto parts = make_trainer(generator, discriminator, options);
  for (int step = 0; step < 3; ++step) {
    const Batch batch = random_batch(3, side, step);  // in parts of 2 and 1
    EXPECT_NEAR(whole->step(batch).generator_l1, parts->step(batch).generator_l1, 1e-4);
  }
  const Batch batch = random_batch(2, side, 9);
  const std::vector<float> one = colored(whole->generator(), batch);
  const std::vector<float> other = colored(parts->generator(), batch);
  for (std::size_t index = 0; index < one.size(); ++index) {
    ASSERT_NEAR(one[index], other[index], 1e-2) << index;
  }
}

TEST(Trainer, NothingIsLearnedAtTheEndOfALinearPolicy) {
  const TemporaryFolder folder;
  TrainerOptions options = tiny_training();
  options.learning_rate_policy = LearningRatePolicy::linear;
  const auto trainer = tiny_trainer(0, options);
  const auto weights = [&] {
    trainer->save_generator(folder / "generator", {});
    return to_tensor(read_safetensors(folder / "generator").tensors.front()).clone();
  };
  const torch::Tensor before = weights();
  trainer->set_progress(1);
  trainer->step(random_batch(1, side, 1));
  EXPECT_TRUE(torch::equal(weights(), before));
  trainer->set_progress(0.9);
  trainer->step(random_batch(1, side, 1));
  EXPECT_FALSE(torch::equal(weights(), before));
}

TEST(Trainer, HintsReachTheGenerator) {
  GeneratorOptions generator = tiny_generator();
  generator.hints = true;
  const auto trainer = make_trainer(generator, tiny_discriminator(), tiny_training());
  Batch batch = random_batch(2, side, 1);
  trainer->step(batch);
  const std::vector<float> without = colored(trainer->generator(), batch);
  batch.hints = std::make_shared<std::vector<float>>(2 * side * side * 4, 0.0F);
  EXPECT_EQ(colored(trainer->generator(), batch), without) << "no hints are hints of nothing";
  std::fill(batch.hints->begin(), batch.hints->end(), 1.0F);
  EXPECT_NE(colored(trainer->generator(), batch), without);
}

TEST(Trainer, StartsFromAModel) {
  const TemporaryFolder folder;
  const auto first = tiny_trainer();
  first->step(random_batch(2, side, 1));
  first->save_generator(folder / "generator", {});
  const TensorFile model = load_model(folder / "generator");
  const Batch batch = random_batch(2, side, 2);
  const std::vector<float> expected = colored(*make_engine(model, {}), batch);
  TrainerOptions options = tiny_training();
  options.ema = 0.999;
  GeneratorOptions with_hints = tiny_generator();
  with_hints.hints = true;
  for (const GeneratorOptions& generator : {tiny_generator(), with_hints}) {
    const auto second = make_trainer(generator, tiny_discriminator(), options, &model);
    const std::vector<float> colors = colored(second->generator(), batch);
    for (std::size_t index = 0; index < colors.size(); ++index) {
      ASSERT_NEAR(colors[index], expected[index], 1e-3) << index;
    }
  }
  GeneratorOptions wide = tiny_generator();
  wide.ngf = 5;
  EXPECT_THROW((void)make_trainer(wide, tiny_discriminator(), options, &model), WeightsError);
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
