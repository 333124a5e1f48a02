#include "models/trainer.h"

#include <cmath>
#include <thread>

#include <torch/torch.h>

#include "io/errors.h"
#include "models/adam.h"
#include "models/checkpoint.h"
#include "models/live_generator.h"
#include "models/losses.h"
#include "models/patch_gan.h"
#include "models/tensors.h"
#include "models/unet.h"

namespace tintflow {
namespace {

class GanTrainer : public Trainer {
 public:
  GanTrainer(const GeneratorOptions& generator, const DiscriminatorOptions& discriminator,
             const TrainerOptions& options)
      : options_(options),
        architecture_(to_metadata(generator)),
        generator_metadata_(architecture_),
        generator_(make_network<UNet>(generator)),
        discriminator_(make_network<PatchGan>(discriminator)),
        generator_adam_(*generator_, adam_options()),
        discriminator_adam_(*discriminator_, adam_options()),
        live_generator_(generator, generator_, options.device) {
    architecture_.merge(to_metadata(discriminator));
  }

  StepLosses step(const Batch& batch) override {
    use_threads();
    const torch::Tensor truth = wrap_pictures(batch.target->data(), batch.count(), batch.side)
                                    .to(torch_device(options_.device));
    const torch::Tensor colors = truth.to(compute_type(options_.device));
    const torch::Tensor drawings =
        wrap_pictures(batch.input->data(), batch.count(), batch.side)
            .to(torch_device(options_.device), compute_type(options_.device));

    const torch::Tensor generated = color(drawings);
    const torch::Tensor discriminator_loss = update_discriminator(drawings, colors, generated);
    const auto [gan, l1] = update_generator(drawings, truth, generated);

    StepLosses losses;
    losses.generator_gan = gan.item<double>();
    losses.generator_l1 = l1.item<double>();
    losses.discriminator = discriminator_loss.item<double>();
    check_finite(losses);
    return losses;
  }

  [[nodiscard]] const Generator& generator() override { return live_generator_; }

  void save_checkpoint(const std::filesystem::path& file, const TrainingState& state) override {
    NamedTensors tensors = trained_tensors();
    tensors.emplace_back("random", random_generator().get_state());
    write_checkpoint(file, tensors, architecture_, state);
  }

  TrainingState load_checkpoint(const std::filesystem::path& file) override {
    NamedTensors tensors = trained_tensors();
    tensors.emplace_back("random", random_generator().get_state());
    const TrainingState state = read_checkpoint(file, tensors, architecture_);
    random_generator().set_state(tensors.back().second);
    return state;
  }

  void save_generator(const std::filesystem::path& file,
                      const std::map<std::string, std::string>& metadata) override {
    TensorFile content;
    content.tensors = store(state_of(*generator_), WeightStorage::half);
    content.metadata = generator_metadata_;
    content.metadata.insert(metadata.begin(), metadata.end());
    write_tensor_file(file, content);
  }

 private:
  template <class Network, class Options>
  Network make_network(const Options& options) const {
    Network network(options);
    network->to(torch_device(options_.device));
    return network;
  }

  [[nodiscard]] Adam::Options adam_options() const {
    return {options_.learning_rate, options_.beta1, options_.beta2};
  }

  /// LibTorch keeps this setting for each thread that calls it.
  void use_threads() const {
    const int all = static_cast<int>(std::thread::hardware_concurrency());
    at::set_num_threads(options_.threads > 0 ? options_.threads : all);
  }

  torch::Tensor color(const torch::Tensor& drawings) {
    const AutocastScope autocast(options_.device);
    return generator_->forward(drawings);
  }

  torch::Tensor judge(const torch::Tensor& drawings, const torch::Tensor& colors) {
    const AutocastScope autocast(options_.device);
    return discriminator_->forward(drawings, colors);
  }

  static void set_requires_grad(const torch::nn::Module& network, bool required) {
    for (torch::Tensor& parameter : network.parameters()) parameter.set_requires_grad(required);
  }

  torch::Tensor update_discriminator(const torch::Tensor& drawings, const torch::Tensor& colors,
                                     const torch::Tensor& generated) {
    set_requires_grad(*discriminator_, true);
    discriminator_adam_.clear_gradients();
    const torch::Tensor loss =
        discriminator_loss(judge(drawings, colors), judge(drawings, generated.detach()));
    loss.backward();
    discriminator_adam_.step();
    return loss;
  }

  std::pair<torch::Tensor, torch::Tensor> update_generator(const torch::Tensor& drawings,
                                                           const torch::Tensor& truth,
                                                           const torch::Tensor& generated) {
    // Gradients pass through the discriminator on their way, but its own are not needed.
    set_requires_grad(*discriminator_, false);
    generator_adam_.clear_gradients();
    const torch::Tensor gan = gan_loss(judge(drawings, generated), true);
    const torch::Tensor l1 = tintflow::l1_loss(generated, truth);
    (gan + options_.lambda_l1 * l1).backward();
    generator_adam_.step();
    return {gan, l1};
  }

  static void check_finite(const StepLosses& losses) {
    if (std::isfinite(losses.generator_gan + losses.generator_l1 + losses.discriminator)) return;
    throw FatalError(
        "training diverged: a loss is not finite; go on from the last checkpoint with a smaller "
        "learning rate or --precision fp32");
  }

  /// Dropout draws from it.
  [[nodiscard]] at::Generator random_generator() const {
    return at::globalContext().defaultGenerator(torch_device(options_.device));
  }

  [[nodiscard]] NamedTensors trained_tensors() const {
    NamedTensors tensors;
    append_with_prefix(tensors, "generator", state_of(*generator_));
    append_with_prefix(tensors, "discriminator", state_of(*discriminator_));
    append_with_prefix(tensors, "generator_adam", generator_adam_.state());
    append_with_prefix(tensors, "discriminator_adam", discriminator_adam_.state());
    return tensors;
  }

  TrainerOptions options_;
  Metadata architecture_;
  Metadata generator_metadata_;
  UNet generator_;
  PatchGan discriminator_;
  Adam generator_adam_;
  Adam discriminator_adam_;
  LiveGenerator live_generator_;
};

}  // namespace

std::unique_ptr<Trainer> make_trainer(const GeneratorOptions& generator,
                                      const DiscriminatorOptions& discriminator,
                                      const TrainerOptions& options) {
  validate(generator);
  validate(discriminator);
  torch::manual_seed(options.seed);
  return std::make_unique<GanTrainer>(generator, discriminator, options);
}

}  // namespace tintflow
