#pragma once

#include "models/options.h"
#include "models/safetensors.h"
#include "models/unet.h"

namespace tintflow {

/// Overwrites the weights of `network`, which has the architecture `options`, with a model's.
///
/// Where only the network knows hints, their weights become 0, so that it colors as the model does
/// until it learns more. Where the network has a palette and the model none, or the other way
/// around, the output layer stays as it is. Where both have one, the model's is taken, unless
/// `keep_palette`: then each color of the network's is chosen where the model would choose the one
/// nearest to it. Throws `WeightsError` where the architectures differ otherwise.
void load_generator(const TensorFile& model, const GeneratorOptions& options, UNet& network,
                    bool keep_palette = false);

}  // namespace tintflow
