#include "models/trainer.h"

#include <cmath>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include <torch/torch.h>

#include "io/errors.h"
#include "models/adam.h"
#include "models/adversary.h"
#include "models/checkpoint.h"
#include "models/class_loss.h"
#include "models/color_choice.h"
#include "models/learning_rate.h"
#include "models/live_generator.h"
#include "models/load_generator.h"
#include "models/losses.h"
#include "models/network_input.h"
#include "models/region_loss.h"
#include "models/tensors.h"
#include "models/unet.h"
#include "models/weight_average.h"

namespace tintflow {
namespace {

/// A batch, or what one pass takes of it where gradients of several are added up.
struct Part {
  torch::Tensor input;
  torch::Tensor truth;
  /// Undefined unless a loss needs them.
  torch::Tensor regions;
  /// Share of the batch.
  double share = 1;
};

/// Of saved generators: a choice by which validation pairs are colorful and near to the truth, as
/// docs/quality.md has it.
constexpr ColorChoice decided_choice{
    .temperature = 0.5, .vivid = 0.4, .agreement = 0.8, .bandwidth = 20};

class GanTrainer : public Trainer {
 public:
  GanTrainer(const GeneratorOptions& generator, const DiscriminatorOptions& discriminator,
             const TrainerOptions& options, const TensorFile* start, const Palette* palette)
      : options_(options),
        generator_options_(generator),
        architecture_(to_metadata(generator)),
        generator_(make_generator(generator)),
        generator_adam_(*generator_, {options.learning_rate, options.beta1, options.beta2}) {
    if (options.lambda_gan > 0) {
      adversary_.emplace(discriminator, options);
      architecture_.merge(to_metadata(discriminator));
    }
    if (palette != nullptr) generator_->set_palette(*palette);
    if (start != nullptr) load_generator(*start, generator, generator_, palette != nullptr);
    if (options.ema > 0) {
      average_.emplace(generator, generator_, options.ema);
      architecture_["ema"] = "on";
    }
    live_generator_.emplace(generator, shown_generator(), options.device);
  }

  void set_progress(double share) override {
    const double rate = options_.learning_rate * learning_rate_factor(options_.learning_rate_policy,
                                                                      options_.decay_from, share);
    generator_adam_.set_learning_rate(rate);
    if (adversary_) adversary_->set_learning_rate(rate);
  }

  StepLosses step(const Batch& batch) override {
    use_threads();
    generator_adam_.clear_gradients();
    if (adversary_) adversary_->begin_step();
    const std::vector<Part> parts = split(batch);
    StepLosses losses;
    for (const Part& part : parts) {
      const bool last = &part == &parts.back();
      add(learn(part, batch.region_count, last), part.share, losses);
    }
    generator_adam_.step();
    if (average_) average_->update();
    check_finite(losses);
    return losses;
  }

  [[nodiscard]] const Generator& generator() override { return *live_generator_; }

  void save_checkpoint(const std::filesystem::path& file, const TrainingState& state) override {
    NamedTensors tensors = trained_tensors();
    const NamedTensors random = random_states();
    tensors.insert(tensors.end(), random.begin(), random.end());
    write_checkpoint(file, tensors, architecture_, state);
  }

  TrainingState load_checkpoint(const std::filesystem::path& file) override {
    NamedTensors tensors = trained_tensors();
    const NamedTensors random = random_states();
    tensors.insert(tensors.end(), random.begin(), random.end());
    const TrainingState state = read_checkpoint(file, tensors, architecture_);
    for (std::size_t index = 0; index < random.size(); ++index) {
      random_generators()[index].set_state(random[index].second);
    }
    return state;
  }

  void save_generator(const std::filesystem::path& file,
                      const std::map<std::string, std::string>& metadata) override {
    TensorFile content;
    content.tensors = store(state_of(*shown_generator()), WeightStorage::half);
    content.metadata = to_metadata(generator_options_);
    if (generator_options_.palette > 0) content.metadata.merge(to_metadata(decided_choice));
    content.metadata.insert(metadata.begin(), metadata.end());
    write_tensor_file(file, content);
  }

 private:
  /// Losses of a part, as tensors; undefined where a loss is off.
  struct Losses {
    torch::Tensor gan;
    torch::Tensor l1;
    torch::Tensor discriminator;
    torch::Tensor region;
    torch::Tensor flat;
    torch::Tensor palette;
    torch::Tensor feature;
    torch::Tensor tv;
  };

  [[nodiscard]] UNet make_generator(const GeneratorOptions& options) const {
    UNet network(options);
    network->to(torch_device(options_.device));
    return network;
  }

  /// The generator that is validated and saved.
  [[nodiscard]] const UNet& shown_generator() const {
    return average_ ? average_->network() : generator_;
  }

  /// LibTorch keeps this setting for each thread that calls it.
  void use_threads() const {
    const int all = static_cast<int>(std::thread::hardware_concurrency());
    at::set_num_threads(options_.threads > 0 ? options_.threads : all);
  }

  [[nodiscard]] std::vector<Part> split(const Batch& batch) const {
    const torch::Device device = torch_device(options_.device);
    const auto chunks = [&](const torch::Tensor& whole) {
      return whole.chunk(options_.accumulate);
    };
    const auto inputs =
        chunks(network_input(batch, generator_options_).to(device, compute_type(options_.device)));
    const auto truths =
        chunks(wrap_pictures(batch.target->data(), batch.count(), batch.side).to(device));
    std::vector<torch::Tensor> regions(inputs.size());
    if (options_.needs_regions()) {
      if (!batch.regions) {
        throw std::invalid_argument("losses of regions need batches with regions");
      }
      // LibTorch has no constant tensors; nothing writes through this one.
      auto* labels = const_cast<std::int32_t*>(batch.regions->data());
      regions =
          chunks(torch::from_blob(labels, {batch.count(), batch.side, batch.side}, torch::kInt32)
                     .to(device));
    }
    std::vector<Part> parts;
    for (std::size_t index = 0; index < inputs.size(); ++index) {
      const double share = static_cast<double>(inputs[index].size(0)) / batch.count();
      parts.push_back({inputs[index], truths[index], regions[index], share});
    }
    return parts;
  }

  torch::Tensor decide(const torch::Tensor& input) {
    const AutocastScope autocast(options_.device);
    return generator_->decide(input);
  }

  /// Adds the gradients of a part. The discriminator is updated before it criticizes the last.
  Losses learn(const Part& part, std::int64_t region_count, bool last) {
    const torch::Tensor decided = decide(part.input);
    Losses losses;
    torch::Tensor total = torch::zeros({}, decided.options().dtype(torch::kFloat32));
    if (options_.lambda_palette > 0) {
      losses.palette =
          class_loss(decided, generator_->palette(), part.truth, part.regions, region_count);
      add_weighted(losses.palette, options_.lambda_palette, total);
    }
    if (options_.needs_picture()) {
      add_losses_of(generator_->paint(decided), part, region_count, last, losses, total);
    }
    (part.share * total).backward();
    return losses;
  }

  void add_losses_of(const torch::Tensor& generated, const Part& part, std::int64_t region_count,
                     bool last, Losses& losses, torch::Tensor& total) {
    const torch::Tensor drawings = part.input.slice(1, 0, picture_channels);
    losses.l1 = tintflow::l1_loss(generated, part.truth);
    total = total + options_.lambda_l1 * losses.l1;
    if (adversary_) {
      const torch::Tensor colors = part.truth.to(compute_type(options_.device));
      losses.discriminator = adversary_->learn(drawings, colors, generated, part.share);
      if (last) adversary_->update();
      const auto criticism = adversary_->criticize(drawings, colors, generated);
      losses.gan = criticism.gan;
      losses.feature = criticism.features;
      total = options_.lambda_gan * losses.gan + total;
    }
    if (options_.lambda_region > 0 || options_.lambda_flat > 0) {
      const RegionLosses regions =
          region_losses(generated.to(torch::kFloat32) - part.truth, part.regions, region_count);
      losses.region = regions.color;
      losses.flat = regions.flat;
    }
    if (options_.lambda_tv > 0) losses.tv = total_variation(generated);
    add_weighted(losses.region, options_.lambda_region, total);
    add_weighted(losses.flat, options_.lambda_flat, total);
    add_weighted(losses.feature, options_.lambda_feature, total);
    add_weighted(losses.tv, options_.lambda_tv, total);
  }

  static void add_weighted(const torch::Tensor& loss, double weight, torch::Tensor& total) {
    if (loss.defined() && weight > 0) total = total + weight * loss;
  }

  static void add(const Losses& losses, double share, StepLosses& sum) {
    const auto value = [&](const torch::Tensor& loss) {
      return loss.defined() ? share * loss.item<double>() : 0;
    };
    sum.generator_gan += value(losses.gan);
    sum.generator_l1 += value(losses.l1);
    sum.discriminator += value(losses.discriminator);
    sum.region += value(losses.region);
    sum.flat += value(losses.flat);
    sum.palette += value(losses.palette);
    sum.feature += value(losses.feature);
    sum.total_variation += value(losses.tv);
  }

  static void check_finite(const StepLosses& losses) {
    if (std::isfinite(losses.generator_gan + losses.generator_l1 + losses.discriminator +
                      losses.region + losses.flat + losses.palette + losses.feature +
                      losses.total_variation)) {
      return;
    }
    throw FatalError(
        "training diverged: a loss is not finite; go on with a smaller learning rate or "
        "--precision fp32");
  }

  /// Dropout draws from the device's generator, `DiffAugment` from the CPU's.
  [[nodiscard]] std::vector<at::Generator> random_generators() const {
    std::vector<at::Generator> generators = {at::globalContext().defaultGenerator(torch::kCPU)};
    if (options_.device.cuda) {
      generators.push_back(at::globalContext().defaultGenerator(torch_device(options_.device)));
    }
    return generators;
  }

  [[nodiscard]] NamedTensors random_states() const {
    NamedTensors states;
    for (const at::Generator& generator : random_generators()) {
      states.emplace_back(generator.device().is_cpu() ? "random" : "random_cuda",
                          generator.get_state());
    }
    return states;
  }

  [[nodiscard]] NamedTensors trained_tensors() const {
    NamedTensors tensors;
    append_with_prefix(tensors, "generator", state_of(*generator_));
    append_with_prefix(tensors, "generator_adam", generator_adam_.state());
    if (adversary_) {
      append_with_prefix(tensors, "discriminator", adversary_->network_state());
      append_with_prefix(tensors, "discriminator_adam", adversary_->optimizer_state());
    }
    if (average_) append_with_prefix(tensors, "average", average_->state());
    return tensors;
  }

  TrainerOptions options_;
  GeneratorOptions generator_options_;
  Metadata architecture_;
  UNet generator_;
  Adam generator_adam_;
  std::optional<Adversary> adversary_;
  std::optional<WeightAverage> average_;
  std::optional<LiveGenerator> live_generator_;
};

}  // namespace

std::unique_ptr<Trainer> make_trainer(const GeneratorOptions& generator,
                                      const DiscriminatorOptions& discriminator,
                                      const TrainerOptions& options, const TensorFile* start,
                                      const Palette* palette) {
  validate(generator);
  validate(discriminator);
  validate(options);
  if (options.lambda_palette > 0 && generator.palette == 0) {
    throw std::invalid_argument("option \"lambda-palette\" needs a generator with a palette");
  }
  if (palette != nullptr && palette->colors.size() != static_cast<std::size_t>(generator.palette)) {
    throw std::invalid_argument("the palette has another number of colors than the generator");
  }
  torch::manual_seed(options.seed);
  return std::make_unique<GanTrainer>(generator, discriminator, options, start, palette);
}

}  // namespace tintflow
