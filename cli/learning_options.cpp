#include "cli/learning_options.h"

#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "cli/command_error.h"

namespace po = boost::program_options;

namespace tintflow {

namespace {

/// Fine-tuning may change dropout and the palette, and add hints, nothing else.
void check_same_architecture(const GeneratorOptions& model, const GeneratorOptions& asked) {
  const Metadata stored = to_metadata(model);
  const Metadata wanted = to_metadata(asked);
  for (const char* key : {"ngf", "levels", "norm", "upsample"}) {
    const auto value = [&](const Metadata& metadata) {
      const auto found = metadata.find(key);
      return found == metadata.end() ? std::string("transposed") : found->second;
    };
    if (value(stored) == value(wanted)) continue;
    throw UsageError(fmt::format("--{0} {1} does not go with --from: that model has {0} {2}", key,
                                 value(wanted), value(stored)));
  }
}

}  // namespace

po::options_description describe_learning(TrainOptions& values) {
  TrainerOptions& learning = values.learning;
  const auto number = [](auto& value) { return po::value(&value)->default_value(value); };
  po::options_description options("Networks and learning");
  options.add_options()  //
      ("preset", number(values.preset),
       "paper (pix2pix as published) or default; the options below and the random changes above "
       "change it")                                                                       //
      ("ngf", po::value(&values.ngf), "channels of the generator's outermost level")      //
      ("ndf", po::value(&values.ndf), "channels of the discriminator's first layer")      //
      ("levels", po::value(&values.levels), "levels of the generator")                    //
      ("dropout", po::value(&values.dropout), "dropout in the generator's inner levels")  //
      ("upsample", po::value(&values.upsample),
       "transposed, or resize: repeated pixels and a 3x3 convolution, which leave no grid")  //
      ("hints", po::bool_switch(&values.hints),
       "teach the generator to follow color hints: it takes dots of color beside the drawing")  //
      ("palette", po::value(&values.palette),
       "colors, found among those of the pairs, that the generator chooses among, such as 32: "
       "decided colors; 0: it paints any color itself")  //
      ("from", po::value(&values.from),
       "start from the generator of this model, a name or a file, and its architecture")  //
      ("spectral-norm", po::bool_switch(&values.spectral_norm),
       "spectral instead of batch normalization in the discriminator")  //
      ("lr", number(learning.learning_rate), "Adam's learning rate")    //
      ("beta1", number(learning.beta1), "Adam's beta1")                 //
      ("lr-policy", number(values.lr_policy),
       "constant, or linear: falling to 0 at the end of --epochs or --max-minutes")  //
      ("lr-decay-from", number(learning.decay_from),
       "share of the run after which a linear policy lowers the learning rate")  //
      ("ema", number(learning.ema),
       "decay of the average of the generator's weights, which is what is validated and saved; "
       "0.999 is usual, 0 is off")                                                         //
      ("gan-mode", number(values.gan_mode), "vanilla (cross-entropy) or lsgan (squares)")  //
      ("lambda-gan", po::value(&values.lambda_gan),
       "weight of the adversarial loss, 1, or with a palette 0, which trains without a "
       "discriminator")  //
      ("lambda-l1", po::value(&values.lambda_l1),
       "weight of the L1 loss, 100, or with a palette 0")  //
      ("lambda-region", number(learning.lambda_region),
       "weight of the mean colors of closed regions: right hues")  //
      ("lambda-flat", number(learning.lambda_flat),
       "weight of the deviations from them: no blotches")  //
      ("lambda-palette", po::value(&values.lambda_palette),
       "weight of the choice of palette colors for closed regions, with a palette 1")  //
      ("lambda-feature", number(learning.lambda_feature),
       "weight of differences in the discriminator's hidden layers")          //
      ("lambda-tv", number(learning.lambda_tv), "weight of total variation")  //
      ("diff-augment", po::bool_switch(&learning.diff_augment),
       "random changes of what the discriminator sees, for few pairs")  //
      ("accumulate", number(learning.accumulate),
       "batches of --batch-size that make one step, one after the other in memory");
  return options;
}

Preset network_options(const TrainOptions& options, const GeneratorOptions* from) {
  try {
    Preset preset = preset_named(options.preset);
    if (from != nullptr) preset.generator = *from;
    preset.generator.ngf = options.ngf.value_or(preset.generator.ngf);
    preset.generator.levels = options.levels.value_or(preset.generator.levels);
    preset.generator.dropout = options.dropout.value_or(preset.generator.dropout);
    if (options.upsample) preset.generator.upsample = parse_upsample(*options.upsample);
    if (options.hints) preset.generator.hints = true;
    preset.generator.palette = options.palette.value_or(preset.generator.palette);
    if (from != nullptr) check_same_architecture(*from, preset.generator);
    preset.discriminator.ndf = options.ndf.value_or(preset.discriminator.ndf);
    preset.discriminator.spectral_norm = options.spectral_norm;
    validate(preset.generator);
    validate(preset.discriminator);
    return preset;
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
}

TrainerOptions trainer_options(const TrainOptions& options, const GeneratorOptions& generator) {
  try {
    TrainerOptions learning = options.learning;
    const bool palette = generator.palette > 0;
    learning.lambda_l1 = options.lambda_l1.value_or(palette ? 0 : learning.lambda_l1);
    learning.lambda_gan = options.lambda_gan.value_or(palette ? 0 : learning.lambda_gan);
    learning.lambda_palette = options.lambda_palette.value_or(palette ? 1 : 0);
    learning.gan_mode = parse_gan_mode(options.gan_mode);
    learning.learning_rate_policy = parse_learning_rate_policy(options.lr_policy);
    learning.seed = options.common.seed;
    validate(learning);
    return learning;
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
}

Metadata learning_metadata(const TrainerOptions& options) {
  const TrainerOptions plain;
  Metadata metadata = {{"lambda_l1", fmt::format("{}", options.lambda_l1)}};
  const auto tell = [&](const char* key, double value, double default_value) {
    if (value != default_value) metadata[key] = fmt::format("{}", value);
  };
  tell("learning_rate", options.learning_rate, plain.learning_rate);
  tell("beta1", options.beta1, plain.beta1);
  tell("ema", options.ema, plain.ema);
  tell("lambda_gan", options.lambda_gan, plain.lambda_gan);
  tell("lambda_region", options.lambda_region, plain.lambda_region);
  tell("lambda_flat", options.lambda_flat, plain.lambda_flat);
  tell("lambda_palette", options.lambda_palette, plain.lambda_palette);
  tell("lambda_feature", options.lambda_feature, plain.lambda_feature);
  tell("lambda_tv", options.lambda_tv, plain.lambda_tv);
  tell("accumulate", options.accumulate, plain.accumulate);
  if (options.learning_rate_policy == LearningRatePolicy::linear) {
    metadata["lr_policy"] = fmt::format("linear from {}", options.decay_from);
  }
  if (options.gan_mode == GanMode::lsgan) metadata["gan_mode"] = "lsgan";
  if (options.diff_augment) metadata["diff_augment"] = "true";
  return metadata;
}

void add_origin(const std::string& name, const Metadata& model, Metadata& metadata) {
  metadata["from"] = name;
  for (const char* key : {"data", "license"}) {
    const auto older = model.find(key);
    if (older == model.end() || older->second.empty()) continue;
    std::string& value = metadata[key];
    if (value.empty()) {
      value = older->second;
    } else if (value != older->second) {
      value.insert(0, older->second + "; ");
    }
  }
}

}  // namespace tintflow
