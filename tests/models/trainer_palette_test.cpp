#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "models/engine.h"
#include "tests/models/tiny_trainer.h"

namespace tintflow {
namespace {

GeneratorOptions generator_with_palette() {
  GeneratorOptions generator = tiny_generator();
  generator.palette = 3;
  return generator;
}

TEST(TrainerWithPalette, LearnsWhichColorsAreRight) {
  const TemporaryFolder folder;
  TrainerOptions options = tiny_training();
  options.learning_rate = 2e-3;
  options.lambda_gan = 0;
  options.lambda_l1 = 0;
  options.lambda_palette = 1;
  const Palette palette{.colors = {{1, 1, 1}, {1, -1, -1}, {-1, 0, 1}},
                        .shares = {0.4F, 0.3F, 0.3F}};
  const auto trainer =
      make_trainer(generator_with_palette(), tiny_discriminator(), options, nullptr, &palette);
  Batch batch = random_batch(2, side, 1);
  for (std::size_t place = 0; place < batch.regions->size(); ++place) {
    const cv::Vec3f& color = palette.colors[(*batch.regions)[place] % 3];
    std::copy_n(color.val, 3, &(*batch.target)[3 * place]);
  }
  const StepLosses first = trainer->step(batch);
  EXPECT_NEAR(first.palette, std::log(3.0), 0.3);
  EXPECT_EQ(first.generator_l1, 0) << "nothing is painted where nothing looks at it";
  for (int step = 0; step < 150; ++step) trainer->step(batch);
  EXPECT_LT(trainer->step(batch).palette, 0.3 * first.palette);

  trainer->save_generator(folder / "generator", {});
  const TensorFile model = load_model(folder / "generator");
  const std::vector<float> colors = colored(*make_engine(model, {}), batch);
  double error = 0;
  for (std::size_t index = 0; index < colors.size(); ++index) {
    error += std::abs(colors[index] - (*batch.target)[index]);
  }
  EXPECT_LT(error / static_cast<double>(colors.size()), 0.5);

  const auto second = make_trainer(generator_with_palette(), tiny_discriminator(), options, &model);
  EXPECT_LT(second->step(batch).palette, 0.5 * first.palette) << "a model keeps its palette";
}

TEST(TrainerWithPalette, ThePaletteMustFit) {
  TrainerOptions options = tiny_training();
  const auto make = [&](const GeneratorOptions& generator, const Palette* palette) {
    (void)make_trainer(generator, tiny_discriminator(), options, nullptr, palette);
  };
  const Palette one{.colors = {{1, 1, 1}}, .shares = {1}};
  EXPECT_THROW(make(generator_with_palette(), &one), std::invalid_argument);
  options.lambda_palette = 1;
  EXPECT_THROW(make(tiny_generator(), nullptr), std::invalid_argument);
}

}  // namespace
}  // namespace tintflow
