#pragma once

#include "models/unet.h"
#include "models/weights.h"

namespace tintflow {

/// A generator whose weights and running statistics are the exponential moving average of a trained
/// one's: it lacks the unrest that adversarial training leaves in any single step's weights (Yazici
/// et al., "The Unusual Effectiveness of Averaging in GAN Training", 2019).
class WeightAverage {
 public:
  /// Starts as a copy of `trained`. `decay`: share of the old average that stays at each update.
  WeightAverage(const GeneratorOptions& options, const UNet& trained, double decay);

  /// Takes in the trained network's state. The first updates weigh more, so that early weights are
  /// soon forgotten: the decay of update t is min(decay, (1 + t) / (10 + t)), as in TensorFlow's
  /// ExponentialMovingAverage.
  void update();

  [[nodiscard]] const UNet& network() const { return average_; }

  /// The average and the number of updates; they share its memory.
  [[nodiscard]] NamedTensors state() const;

 private:
  double decay_;
  UNet average_;
  /// Number of updates.
  torch::Tensor updates_;
  std::vector<torch::Tensor> trained_tensors_;
  std::vector<torch::Tensor> average_tensors_;
};

}  // namespace tintflow
