#include "models/layer_table.h"

#include "models/layer_plan.h"

namespace tintflow {
namespace {

constexpr int kernel = 4;

std::string shape_text(int side, int channels) {
  const std::string text = std::to_string(side);
  return text + " x " + text + " x " + std::to_string(channels);
}

/// Weights, bias, and of batch normalization scale and shift.
std::int64_t trainable_count(const ConvPlan& plan, Norm norm) {
  const std::int64_t outputs = plan.outputs;
  std::int64_t count = kernel * kernel * plan.inputs * outputs;
  if (plan.bias) count += outputs;
  if (plan.norm && norm == Norm::batch) count += 2 * outputs;
  return count;
}

/// Running mean and variance.
std::int64_t statistics_count(const ConvPlan& plan, Norm norm) {
  return plan.norm && norm == Norm::batch ? 2 * plan.outputs : 0;
}

LayerRow row_of(const ConvPlan& plan, Norm norm, const std::string& layer, int side) {
  LayerRow row;
  row.layer = layer;
  row.output = shape_text(side, plan.outputs);
  row.trainable = trainable_count(plan, norm);
  row.parameters = row.trainable + statistics_count(plan, norm);
  return row;
}

LayerRow plain_row(const std::string& layer, int side, int channels) {
  return {layer, shape_text(side, channels), 0, 0};
}

std::string conv_text(const ConvPlan& plan, Norm norm) {
  std::string text = "conv 4x4 s" + std::to_string(plan.stride);
  if (plan.bias) text += " (bias)";
  if (plan.norm) text += norm == Norm::batch ? ", BN" : ", IN";
  return text;
}

}  // namespace

std::vector<LayerRow> describe_generator(const GeneratorOptions& options, int side) {
  const UNetPlan plan = plan_unet(options);
  std::vector<LayerRow> rows = {plain_row("drawing", side, picture_channels)};
  for (std::size_t level = 0; level < plan.encoder.size(); ++level) {
    const ConvPlan& down = plan.encoder[level];
    const bool innermost = level + 1 == plan.encoder.size();
    side /= 2;
    rows.push_back(row_of(down, options.norm,
                          conv_text(down, options.norm) + (innermost ? ", ReLU" : ", LeakyReLU"),
                          side));
  }
  for (std::size_t level = plan.decoder.size(); level-- > 0;) {
    const ConvPlan& up = plan.decoder[level];
    side *= 2;
    std::string layer = "transposed " + conv_text(up, options.norm);
    if (up.dropout) layer += ", dropout";
    rows.push_back(row_of(up, options.norm, layer + (level == 0 ? ", tanh" : ", ReLU"), side));
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
      rows.push_back(
          row_of(conv, options.norm, conv_text(conv, options.norm) + ", LeakyReLU", side));
      continue;
    }
    rows.push_back(plain_row("zero pad", side + 2, conv.inputs));
    side -= 1;
    std::string layer = conv_text(conv, options.norm);
    if (conv.norm) layer += ", LeakyReLU";
    rows.push_back(row_of(conv, options.norm, layer, side));
  }
  return rows;
}

}  // namespace tintflow
