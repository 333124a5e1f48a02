#pragma once

#include <optional>

#include <torch/torch.h>

#include "models/adam.h"
#include "models/diff_augment.h"
#include "models/patch_gan.h"
#include "models/trainer.h"

namespace tintflow {

/// The discriminator of a training run with its optimizer.
///
/// A step is `begin_step`, then for each part of its batch `learn`, and `criticize` once the last
/// `learn` was followed by `update`.
class Adversary {
 public:
  Adversary(const DiscriminatorOptions& discriminator, const TrainerOptions& options);

  void set_learning_rate(double rate) { adam_.set_learning_rate(rate); }

  void begin_step();

  /// Learns to tell the generated from the true colors of N drawings (all N x 3 x S x S). Adds the
  /// gradients of the loss, times the part's share in its batch; returns the loss.
  torch::Tensor learn(const torch::Tensor& drawings, const torch::Tensor& colors,
                      const torch::Tensor& generated, double share);

  /// Updates the weights by the gradients of all parts.
  void update();

  /// What the generator is to lower.
  struct Criticism {
    torch::Tensor gan;
    /// Undefined unless feature matching is on.
    torch::Tensor features;
  };
  /// Gradients go to `generated` alone. Takes what `learn` took last.
  [[nodiscard]] Criticism criticize(const torch::Tensor& drawings, const torch::Tensor& colors,
                                    const torch::Tensor& generated);

  [[nodiscard]] NamedTensors network_state() const { return state_of(*network_); }
  [[nodiscard]] NamedTensors optimizer_state() const { return adam_.state(); }

 private:
  /// What the discriminator sees of pictures.
  [[nodiscard]] torch::Tensor seen(const torch::Tensor& pictures) const;
  [[nodiscard]] std::vector<torch::Tensor> judge(const torch::Tensor& drawings,
                                                 const torch::Tensor& colors);
  void set_requires_grad(bool required);

  const TrainerOptions options_;
  PatchGan network_;
  Adam adam_;
  /// The change of the part that is being judged.
  std::optional<DiffAugment> change_;
};

}  // namespace tintflow
