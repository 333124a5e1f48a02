#include "models/quantized_unet.h"

#include <algorithm>
#include <cassert>

#include "models/leaky_bytes.h"
#include "models/tensors.h"

namespace tintflow {
namespace {

/// Before a leaky ReLU of slope 0.2.
double before_activation(double least) { return 5 * std::min(least, 0.0); }

/// Sub-pixels of a pixel, rows and columns, before its channels, so that each is one piece of
/// memory; `as_sub_pixels` has channels first.
FoldedWeights sub_pixels_first(const FoldedWeights& weights) {
  const auto reorder = [](const torch::Tensor& tensor) {
    return tensor.defined() ? tensor.unflatten(0, {-1, 4}).transpose(0, 1).flatten(0, 1)
                            : torch::Tensor();
  };
  return {reorder(weights.weight), reorder(weights.bias)};
}

void leaky_relu_(const torch::Tensor& bytes, const Quantization& quantization) {
  leaky_relu_bytes(bytes.data_ptr<std::uint8_t>(), static_cast<std::size_t>(bytes.numel()),
                   static_cast<std::uint8_t>(quantization.zero));
}

/// A skip, N x C x 2 H x 2 W, before what the decoder made for it, N x 4 D x H + 1 x W + 1 with
/// sub-pixels first: N x C + D x 2 H x 2 W. All channels-last.
torch::Tensor join(const torch::Tensor& skip, const torch::Tensor& sub_pixels) {
  const std::int64_t height = skip.size(2);
  const std::int64_t width = skip.size(3);
  const std::int64_t skip_channels = skip.size(1);
  const torch::Tensor joined = torch::empty(
      {skip.size(0), height, width, skip_channels + sub_pixels.size(1) / 4}, skip.options());
  joined.narrow(3, 0, skip_channels).copy_(skip.permute({0, 2, 3, 1}));
  const torch::Tensor upsampled = joined.slice(3, skip_channels);
  const torch::Tensor pieces = sub_pixels.permute({0, 2, 3, 1}).unflatten(3, {2, 2, -1});
  // The border of one pixel is left out: even rows are the lower ones of a pair, and so for
  // columns.
  for (const std::int64_t row : {0, 1}) {
    for (const std::int64_t column : {0, 1}) {
      upsampled.slice(1, row, std::nullopt, 2)
          .slice(2, column, std::nullopt, 2)
          .copy_(pieces.select(3, 1 - row)
                     .select(3, 1 - column)
                     .narrow(1, row, height / 2)
                     .narrow(2, column, width / 2));
    }
  }
  return joined.permute({0, 3, 1, 2});
}

}  // namespace

QuantizedUNet::QuantizedUNet(const UNetTensors& tensors, const GeneratorOptions& options,
                             const Device& device, const torch::Tensor& examples)
    : outermost_type_(compute_type(device)) {
  assert(options.norm == Norm::batch);
  const c10::InferenceMode inference;
  const int side = static_cast<int>(examples.size(2));
  const UNetRanges ranges = FoldedUNet(tensors, options, {}, side).ranges(examples);
  const UNetPlan plan = plan_unet(options, side);
  const std::size_t levels = plan.encoder.size();

  outermost_.emplace_back(plan.encoder[0], options.norm, false, Activation::leaky_relu,
                          tensors.encoder[0], torch::kCPU, outermost_type_);
  outermost_.emplace_back(plan.decoder[0], options.norm, true, outermost_activation(options),
                          tensors.decoder[0], torch::kCPU, outermost_type_);
  quantizations_.push_back(quantization_for(ranges.encoder[0].least, ranges.encoder[0].greatest));
  for (std::size_t level = 1; level < levels; ++level) {
    const bool innermost = level + 1 == levels;
    const ValueRange& skip = ranges.encoder[level];
    quantizations_.push_back(
        innermost ? quantization_for(0, skip.greatest)
                  : quantization_for(before_activation(skip.least),
                                     std::max(skip.greatest, ranges.decoder[level + 1].greatest)));
    const FoldedWeights weights = fold(plan.encoder[level], tensors.encoder[level], false);
    encoder_.emplace_back(
        weights.weight, weights.bias,
        Int8Conv::Shape{.stride = 2, .padding = 1, .side = plan.encoder[level].side},
        quantizations_[level - 1], quantizations_[level], innermost);
  }
  for (std::size_t level = 1; level < levels; ++level) {
    const FoldedWeights weights =
        sub_pixels_first(as_sub_pixels(fold(plan.decoder[level], tensors.decoder[level], true)));
    const auto output = level == 1 ? std::nullopt : std::optional(quantizations_[level - 1]);
    decoder_.emplace_back(
        weights.weight, weights.bias,
        Int8Conv::Shape{.stride = 1, .padding = 1, .side = plan.decoder[level].side},
        quantizations_[level], output, true);
  }
}

torch::Tensor QuantizedUNet::forward(const torch::Tensor& drawings) const {
  const torch::Tensor outermost = outermost_[0].forward(drawings.to(outermost_type_));
  torch::Tensor features = quantize(outermost, quantizations_[0]);
  std::vector<torch::Tensor> skips;
  for (std::size_t index = 0; index < encoder_.size(); ++index) {
    features = encoder_[index].forward(features);
    if (index + 1 < encoder_.size()) {
      leaky_relu_(features, quantizations_[index + 1]);
      skips.push_back(features);
    }
  }
  for (std::size_t index = decoder_.size(); index-- > 1;) {
    const torch::Tensor skip = skips[index - 1].clamp_min(quantizations_[index].zero);
    features = join(skip, decoder_[index].forward(features));
  }
  features = join(outermost.relu(), decoder_[0].forward(features));
  return outermost_[1].forward(features);
}

}  // namespace tintflow
