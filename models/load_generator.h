#pragma once

#include "models/options.h"
#include "models/safetensors.h"
#include "models/unet.h"

namespace tintflow {

/// Overwrites the weights of `network`, which has the architecture `options`, with a model's. Where
/// only the network knows hints, their weights become 0, so that it colors as the model does until
/// it learns more. Throws `WeightsError` where the architectures differ otherwise.
void load_generator(const TensorFile& model, const GeneratorOptions& options, UNet& network);

}  // namespace tintflow
