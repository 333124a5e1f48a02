#include "models/layer_plan.h"

#include <algorithm>

namespace tintflow {
namespace {

int width_at(int base, int level) { return base * std::min(1 << level, 8); }

}  // namespace

UNetPlan plan_unet(const GeneratorOptions& options, int side) {
  validate(options);
  const int innermost = options.levels - 1;
  // A bias before batch normalization would be subtracted again at once.
  const bool bias = options.norm == Norm::instance;
  UNetPlan plan;
  for (int level = 0; level <= innermost; ++level) {
    const bool outermost = level == 0;
    const int width = width_at(options.ngf, level);
    const int outer_width = outermost ? 0 : width_at(options.ngf, level - 1);

    ConvPlan down;
    down.name = "encoder." + std::to_string(level);
    down.inputs = outermost ? input_channels(options) : outer_width;
    down.outputs = width;
    down.bias = bias;
    down.norm = !outermost && level != innermost;
    down.side = side >> level;
    plan.encoder.push_back(down);

    ConvPlan up;
    up.name = "decoder." + std::to_string(level);
    up.inputs = level == innermost ? width : 2 * width;
    up.outputs = outermost ? output_channels(options) : outer_width;
    up.bias = bias || outermost;
    up.norm = !outermost;
    up.dropout = options.dropout > 0 && level != innermost && width == outer_width;
    up.side = down.side / 2;
    up.resize = options.upsample == Upsample::resize;
    plan.decoder.push_back(up);
  }
  return plan;
}

std::vector<ConvPlan> plan_patch_gan(const DiscriminatorOptions& options) {
  validate(options);
  const bool bias = options.norm == Norm::instance || options.spectral_norm;
  std::vector<ConvPlan> plan;
  int inputs = 2 * picture_channels;
  for (int index = 0; index <= options.layers; ++index) {
    ConvPlan conv;
    conv.name = "layers." + std::to_string(index);
    conv.inputs = inputs;
    conv.outputs = width_at(options.ndf, index);
    conv.stride = index < options.layers ? 2 : 1;
    conv.bias = bias;
    conv.norm = index > 0 && !options.spectral_norm;
    conv.spectral_norm = options.spectral_norm;
    plan.push_back(conv);
    inputs = conv.outputs;
  }
  ConvPlan verdict;
  verdict.name = "layers." + std::to_string(options.layers + 1);
  verdict.inputs = inputs;
  verdict.outputs = 1;
  verdict.stride = 1;
  verdict.bias = true;
  verdict.spectral_norm = options.spectral_norm;
  plan.push_back(verdict);
  return plan;
}

}  // namespace tintflow
