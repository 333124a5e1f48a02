#pragma once

#include <vector>

#include <torch/torch.h>

#include "models/color_choice.h"
#include "stages/batch.h"

namespace tintflow {

/// Makes pictures of the logits that a generator with a palette gives in inference. Constant, so
/// any number of threads may share it.
class PalettePainter {
 public:
  /// `palette`: K x 3, RGB in [-1, 1]. Of `choice` what `fold_choice` leaves open.
  PalettePainter(const torch::Tensor& palette, const ColorChoice& choice, torch::Device device);

  /// Logits N x K x S x S of a batch's drawings, in any type, to pictures in the batch's layout.
  /// Call it in inference mode.
  void paint(const Batch& batch, const torch::Tensor& logits, float* output) const;

 private:
  void paint_on_cpu(const Batch& batch, const torch::Tensor& logits, float* output) const;

  torch::Tensor palette_;
  /// K x K; undefined where each color counts for itself.
  torch::Tensor likeness_;
  std::vector<float> plain_palette_;
  std::vector<float> plain_likeness_;
  float agreement_;
};

/// The same in LibTorch's terms, for any device. `regions`: N x S x S, numbered through the batch,
/// 0 for none; `count`: the largest number.
[[nodiscard]] torch::Tensor agree_in_regions(const torch::Tensor& logits,
                                             const torch::Tensor& regions, std::int64_t count,
                                             double agreement);

}  // namespace tintflow
