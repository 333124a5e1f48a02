#include "models/untrained_model.h"

#include "models/unet.h"
#include "models/weights.h"

namespace tintflow {

TensorFile untrained_model(const GeneratorOptions& options) {
  validate(options);
  const UNet network(options);
  return {.name = "an untrained generator",
          .tensors = store(state_of(*network), WeightStorage::exact),
          .metadata = to_metadata(options)};
}

}  // namespace tintflow
