#pragma once

#include <memory>

#include "cli/color_choice_options.h"
#include "cli/common_options.h"
#include "models/device.h"
#include "stages/generator.h"

namespace tintflow {

/// A generator and where it runs.
struct OpenedGenerator {
  Device device;
  std::unique_ptr<Generator> generator;
};

/// The generator that --model, --device and --precision name, for squares of `side` pixels, which
/// chooses colors as `choice` says. Throws `UsageError` where the model cannot take or do that, and
/// what choosing a device and reading a model throw.
[[nodiscard]] OpenedGenerator open_generator(const CommonOptions& options, int side,
                                             const ColorChoiceOptions& choice = {});

}  // namespace tintflow
