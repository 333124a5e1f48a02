#pragma once

#include <cstdint>
#include <optional>

#include <torch/torch.h>

namespace tintflow {

/// How bytes stand for numbers: byte b is `scale` x (b - `zero`).
struct Quantization {
  double scale = 1;
  std::int64_t zero = 0;
};

/// The finest that reaches from `least` or 0, whichever is less, to `greatest`, 0 or above. Where
/// all are 0, any does.
[[nodiscard]] Quantization quantization_for(double least, double greatest);

/// The nearest bytes, in the same order of memory; numbers out of reach are clamped.
[[nodiscard]] torch::Tensor quantize(const torch::Tensor& numbers, const Quantization& as);

/// A convolution of bytes by oneDNN, on a CPU. Weights have a scale for each output channel and 7
/// bits: the sum of two products then fits the 16 bits that processors without VNNI have for it.
/// Constant and thread-safe.
class Int8Conv {
 public:
  struct Shape {
    std::int64_t stride = 1;
    std::int64_t padding = 0;
    /// Side of the square pictures that weights are brought into order for, pixels.
    std::int64_t side = 0;
  };

  /// `weight` is O x I x K x K, `bias` O or undefined, both in fp32. With `relu`, negative results
  /// are 0. Without `output` results are fp32.
  Int8Conv(const torch::Tensor& weight, const torch::Tensor& bias, Shape shape,
           const Quantization& input, std::optional<Quantization> output, bool relu);

  /// Channels-last pictures of bytes. Call it in inference mode.
  [[nodiscard]] torch::Tensor forward(const torch::Tensor& input) const;

 private:
  Shape shape_;
  Quantization input_;
  std::optional<Quantization> output_;
  bool relu_;
  torch::Tensor weight_scales_;
  torch::Tensor weight_zeros_;
  torch::Tensor weight_;
  std::optional<torch::Tensor> bias_;
};

}  // namespace tintflow
