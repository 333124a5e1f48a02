#include "cli/open_generator.h"

#include <fmt/format.h>

#include "cli/command_error.h"
#include "models/engine.h"

namespace tintflow {

OpenedGenerator open_generator(const CommonOptions& options, int side,
                               const ColorChoiceOptions& choice) {
  const Device device = choose_device({options.device, parse_precision(options.precision)});
  TensorFile model = load_model(options.model);
  apply(choice, model);
  // Every level of the network halves the side.
  const int step = 1 << describe_model(model).generator.levels;
  if (side < 1 || side % step != 0) {
    throw UsageError(
        fmt::format("--size takes a multiple of {} with this model, not {}", step, side));
  }
  return {device, make_engine(model, device, side)};
}

}  // namespace tintflow
