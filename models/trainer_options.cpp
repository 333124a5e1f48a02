#include <stdexcept>
#include <string>

#include "models/trainer.h"

namespace tintflow {
namespace {

void require(bool holds, const char* option, const char* limits) {
  if (!holds) {
    throw std::invalid_argument("option \"" + std::string(option) + "\" must be " + limits);
  }
}

}  // namespace

GanMode parse_gan_mode(std::string_view text) {
  if (text == "vanilla") return GanMode::vanilla;
  if (text == "lsgan") return GanMode::lsgan;
  throw std::invalid_argument("option \"gan-mode\" must be vanilla or lsgan, not \"" +
                              std::string(text) + "\"");
}

LearningRatePolicy parse_learning_rate_policy(std::string_view text) {
  if (text == "constant") return LearningRatePolicy::constant;
  if (text == "linear") return LearningRatePolicy::linear;
  throw std::invalid_argument("option \"lr-policy\" must be constant or linear, not \"" +
                              std::string(text) + "\"");
}

void validate(const TrainerOptions& options) {
  constexpr double largest_weight = 1e6;
  const auto check_weight = [](const char* option, double weight) {
    require(weight >= 0 && weight <= largest_weight, option, "0 to 1000000");
  };
  require(options.learning_rate > 0 && options.learning_rate <= 1, "lr", "above 0, up to 1");
  require(options.beta1 >= 0 && options.beta1 < 1, "beta1", "0 to below 1");
  require(options.decay_from >= 0 && options.decay_from < 1, "lr-decay-from", "0 to below 1");
  check_weight("lambda-l1", options.lambda_l1);
  check_weight("lambda-gan", options.lambda_gan);
  check_weight("lambda-region", options.lambda_region);
  check_weight("lambda-flat", options.lambda_flat);
  check_weight("lambda-palette", options.lambda_palette);
  check_weight("lambda-feature", options.lambda_feature);
  check_weight("lambda-tv", options.lambda_tv);
  require(options.ema >= 0 && options.ema < 1, "ema", "0 (off) to below 1");
  require(options.accumulate >= 1 && options.accumulate <= 1024, "accumulate",
          "a whole number from 1 to 1024");
  if (options.lambda_gan > 0) return;
  require(options.lambda_feature == 0, "lambda-feature",
          "0 where lambda-gan is 0: there is no discriminator to compare features in");
  require(!options.diff_augment, "diff-augment",
          "off where lambda-gan is 0: there is no discriminator to augment for");
  require(options.lambda_l1 > 0 || options.lambda_region > 0 || options.lambda_palette > 0,
          "lambda-l1",
          "above 0 where lambda-gan is 0: nothing else tells the generator its colors");
}

}  // namespace tintflow
