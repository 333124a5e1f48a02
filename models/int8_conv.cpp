#include "models/int8_conv.h"

#include <algorithm>
#include <cmath>

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/native/quantized/cpu/qconv.h>

namespace tintflow {
namespace {

constexpr double greatest_byte = 255;
constexpr double greatest_weight = 63;
constexpr std::int64_t groups = 1;

using Numbers = torch::List<std::int64_t>;
/// LibTorch's operator that TorchInductor brings weights into oneDNN's order by; it has no C++
/// function.
using Pack = torch::Tensor(torch::Tensor weight, torch::Tensor scales, double input_scale,
                           std::int64_t input_zero, Numbers stride, Numbers padding,
                           Numbers dilation, std::int64_t groups,
                           std::optional<Numbers> input_shape);

Numbers twice(std::int64_t number) { return {number, number}; }

/// A scale for each output channel, O x 1 x 1 x 1.
torch::Tensor scales_of(const torch::Tensor& weight) {
  // A channel of zeros may have any scale but 0.
  return weight.abs().amax({1, 2, 3}, /*keepdim=*/true).clamp_min(1e-12) / greatest_weight;
}

}  // namespace

Quantization quantization_for(double least, double greatest) {
  least = std::min(least, 0.0);
  if (least == greatest) return {};
  const double scale = (greatest - least) / greatest_byte;
  return {scale, std::lround(-least / scale)};
}

torch::Tensor quantize(const torch::Tensor& numbers, const Quantization& as) {
  return torch::quantize_per_tensor(numbers.to(torch::kFloat32), as.scale, as.zero, torch::kQUInt8)
      .int_repr();
}

Int8Conv::Int8Conv(const torch::Tensor& weight, const torch::Tensor& bias, Shape shape,
                   const Quantization& input, std::optional<Quantization> output, bool relu)
    : shape_(shape), input_(input), output_(output), relu_(relu) {
  const torch::Tensor scales = scales_of(weight);
  weight_scales_ = scales.flatten();
  weight_zeros_ = torch::zeros(weight.size(0), torch::kInt32);
  static const auto pack =
      c10::Dispatcher::singleton().findSchemaOrThrow("onednn::qconv_prepack", "").typed<Pack>();
  weight_ = pack.call((weight / scales).round().to(torch::kInt8).contiguous(), weight_scales_,
                      input_.scale, input_.zero, twice(shape_.stride), twice(shape_.padding),
                      twice(1), groups, Numbers{1, weight.size(1), shape_.side, shape_.side});
  if (bias.defined()) bias_ = bias;
}

torch::Tensor Int8Conv::forward(const torch::Tensor& input) const {
  const Quantization output = output_.value_or(Quantization{});
  return at::native::QConvoneDNN::run_pointwise(
      input, input_.scale, input_.zero, weight_, weight_scales_, weight_zeros_, bias_,
      twice(shape_.stride), twice(shape_.padding), twice(1), groups, output.scale, output.zero,
      output_ ? torch::kUInt8 : torch::kFloat32, relu_ ? "relu" : "none",
      torch::List<std::optional<at::Scalar>>{}, "");
}

}  // namespace tintflow
