#include <cmath>
#include <functional>
#include <ostream>
#include <stdexcept>

#include <gmock/gmock.h>

#include "models/trainer.h"

namespace tintflow {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

TEST(TrainerOptions, DefaultsArePix2PixAndValid) {
  const TrainerOptions options;
  EXPECT_NO_THROW(validate(options));
  EXPECT_EQ(options.lambda_l1, 100);
  EXPECT_EQ(options.lambda_gan, 1);
  EXPECT_EQ(options.gan_mode, GanMode::vanilla);
  EXPECT_EQ(options.ema, 0);
  EXPECT_FALSE(options.needs_regions());
}

struct BadOption {
  const char* complaint;
  std::function<void(TrainerOptions&)> spoil;

  friend void PrintTo(const BadOption& bad, std::ostream* stream) { *stream << bad.complaint; }
};

class BadTrainerOptions : public testing::TestWithParam<BadOption> {};

TEST_P(BadTrainerOptions, AreRefusedByName) {
  TrainerOptions options;
  GetParam().spoil(options);
  EXPECT_THAT([&] { validate(options); },
              ThrowsMessage<std::invalid_argument>(HasSubstr(GetParam().complaint)));
}

INSTANTIATE_TEST_SUITE_P(
    TrainerOptions, BadTrainerOptions,
    testing::Values(
        BadOption{"\"lr\" must be above 0, up to 1", [](auto& o) { o.learning_rate = 0; }},
        BadOption{"\"beta1\" must be", [](auto& o) { o.beta1 = 1; }},
        BadOption{"\"lr-decay-from\" must be 0 to below 1", [](auto& o) { o.decay_from = 1; }},
        BadOption{"\"lambda-l1\" must be", [](auto& o) { o.lambda_l1 = -1; }},
        BadOption{"\"lambda-region\" must be", [](auto& o) { o.lambda_region = std::nan(""); }},
        BadOption{"\"lambda-flat\" must be", [](auto& o) { o.lambda_flat = 2e6; }},
        BadOption{"\"ema\" must be 0 (off) to below 1", [](auto& o) { o.ema = 1; }},
        BadOption{"\"accumulate\" must be", [](auto& o) { o.accumulate = 0; }},
        BadOption{"no discriminator to compare features in",
                  [](auto& o) { o.lambda_gan = 0, o.lambda_feature = 1; }},
        BadOption{"no discriminator to augment for",
                  [](auto& o) { o.lambda_gan = 0, o.diff_augment = true; }},
        BadOption{"nothing else tells the generator its colors",
                  [](auto& o) { o.lambda_gan = 0, o.lambda_l1 = 0; }}));

TEST(TrainerOptions, NamesAreReadAndOthersRefused) {
  EXPECT_EQ(parse_gan_mode("lsgan"), GanMode::lsgan);
  EXPECT_EQ(parse_gan_mode("vanilla"), GanMode::vanilla);
  EXPECT_EQ(parse_learning_rate_policy("linear"), LearningRatePolicy::linear);
  EXPECT_EQ(parse_learning_rate_policy("constant"), LearningRatePolicy::constant);
  EXPECT_THAT([] { (void)parse_gan_mode("wgan"); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("vanilla or lsgan, not \"wgan\"")));
  EXPECT_THAT([] { (void)parse_learning_rate_policy("step"); },
              ThrowsMessage<std::invalid_argument>(HasSubstr("constant or linear, not \"step\"")));
}

}  // namespace
}  // namespace tintflow
