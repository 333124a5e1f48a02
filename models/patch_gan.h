#pragma once

#include <vector>

#include <torch/torch.h>

#include "models/conv_norm.h"

namespace tintflow {

/// pix2pix's discriminator: for every patch of the pictures (70 x 70 pixels with 3 layers) a logit
/// that says whether the colors are real for that drawing.
class PatchGanImpl : public torch::nn::Module {
 public:
  explicit PatchGanImpl(const DiscriminatorOptions& options);

  /// Both N x 3 x S x S in [-1, 1]; gives logits N x 1 x P x P, P = 30 for S = 256.
  torch::Tensor forward(const torch::Tensor& drawings, const torch::Tensor& colors);

  /// What every layer gives, the logits last; hidden layers after their activation.
  std::vector<torch::Tensor> features(const torch::Tensor& drawings, const torch::Tensor& colors);

  /// One power iteration of every layer's spectral norm, if it has one; once before each update.
  void iterate_spectral_norms();

 private:
  torch::nn::ModuleList layers_;
};
TORCH_MODULE(PatchGan);

}  // namespace tintflow
