#include "models/layer_table.h"

#include <numeric>

#include "models/layer_plan.h"

namespace tintflow {
namespace {

constexpr int kernel = 4;
constexpr int resize_kernel = 3;

std::string shape_text(int side, int channels) {
  const std::string text = std::to_string(side);
  return text + " x " + text + " x " + std::to_string(channels);
}

LayerRow plain_row(const std::string& layer, int side, int channels) {
  return {layer, shape_text(side, channels), 0, 0};
}

std::string conv_text(const ConvPlan& plan) {
  std::string text =
      plan.resize ? "nearest 2x, conv 3x3" : "conv 4x4 s" + std::to_string(plan.stride);
  if (plan.spectral_norm) text += ", SN";
  if (plan.bias) text += " (bias)";
  return text;
}

std::string norm_text(Norm norm) { return norm == Norm::batch ? "BN" : "IN"; }

LayerRow conv_row(const ConvPlan& plan, int side) {
  LayerRow row = plain_row(conv_text(plan), side, plan.outputs);
  const std::int64_t width = plan.resize ? resize_kernel : kernel;
  row.trainable = width * width * plan.inputs * plan.outputs;
  if (plan.bias) row.trainable += plan.outputs;
  row.parameters = row.trainable;
  // The vectors of the power iteration.
  if (plan.spectral_norm) {
    row.parameters += plan.outputs + std::int64_t{kernel} * kernel * plan.inputs;
  }
  row.multiply_accumulates =
      std::int64_t{kernel} * kernel * plan.inputs * plan.outputs * side * side;
  return row;
}

/// Batch normalization learns scale and shift and keeps running mean and variance of each channel.
LayerRow norm_row(const ConvPlan& plan, Norm norm, int side) {
  LayerRow row = plain_row(norm_text(norm), side, plan.outputs);
  if (norm == Norm::batch) {
    row.trainable = 2 * plan.outputs;
    row.parameters = 4 * plan.outputs;
  }
  return row;
}

/// A convolution with all that follows it up to the next one.
LayerRow merged_row(const ConvPlan& plan, Norm norm, int side, const std::string& activation) {
  LayerRow row = conv_row(plan, side);
  if (plan.norm) {
    const LayerRow normalization = norm_row(plan, norm, side);
    row.layer += ", " + normalization.layer;
    row.parameters += normalization.parameters;
    row.trainable += normalization.trainable;
  }
  if (plan.dropout) row.layer += ", dropout";
  row.layer += ", " + activation;
  return row;
}

}  // namespace

std::vector<LayerRow> describe_generator(const GeneratorOptions& options, int side) {
  const UNetPlan plan = plan_unet(options);
  std::vector<LayerRow> rows = {
      plain_row(options.hints ? "drawing, hints" : "drawing", side, input_channels(options))};
  for (std::size_t level = 0; level < plan.encoder.size(); ++level) {
    const bool innermost = level + 1 == plan.encoder.size();
    side /= 2;
    rows.push_back(
        merged_row(plan.encoder[level], options.norm, side, innermost ? "ReLU" : "LeakyReLU"));
  }
  for (std::size_t level = plan.decoder.size(); level-- > 0;) {
    const ConvPlan& up = plan.decoder[level];
    side *= 2;
    const char* outermost = options.palette > 0 ? "softmax, mix of colors" : "tanh";
    rows.push_back(merged_row(up, options.norm, side, level == 0 ? outermost : "ReLU"));
    if (!up.resize) rows.back().layer = "transposed " + rows.back().layer;
    // A transposed convolution multiplies for each pixel of its input. That of repeated pixels is
    // computed as one.
    rows.back().multiply_accumulates /= up.stride * up.stride;
    if (level > 0) {
      rows.push_back(plain_row("concat(encoder " + std::to_string(level) + ")", side,
                               up.outputs + plan.encoder[level - 1].outputs));
    }
  }
  return rows;
}

std::vector<LayerRow> describe_discriminator(const DiscriminatorOptions& options, int side) {
  const std::vector<ConvPlan> plan = plan_patch_gan(options);
  std::vector<LayerRow> rows = {plain_row("concat(drawing, color)", side, plan.front().inputs)};
  for (const ConvPlan& conv : plan) {
    if (conv.stride == 2) {
      side /= 2;
      rows.push_back(merged_row(conv, options.norm, side, "LeakyReLU"));
      continue;
    }
    // An unstrided 4 x 4 convolution takes 3 pixels off a side, of which the padding gave 2.
    rows.push_back(plain_row("zero pad", side + 2, conv.inputs));
    side -= 1;
    rows.push_back(conv_row(conv, side));
    if (conv.norm) {
      rows.push_back(norm_row(conv, options.norm, side));
      rows.back().layer += ", LeakyReLU";
    }
  }
  return rows;
}

std::int64_t multiply_accumulates(const std::vector<LayerRow>& rows) {
  return std::accumulate(
      rows.begin(), rows.end(), std::int64_t{0},
      [](std::int64_t sum, const LayerRow& row) { return sum + row.multiply_accumulates; });
}

}  // namespace tintflow
