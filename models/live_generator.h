#pragma once

#include "models/device.h"
#include "models/unet.h"
#include "stages/generator.h"

namespace tintflow {

/// Colors with a network while it is being trained, as it stands at the time. It runs a twin in
/// evaluation mode that shares the trained network's memory, so that coloring leaves the training
/// alone. Not to be called during a training step.
class LiveGenerator : public Generator {
 public:
  LiveGenerator(const GeneratorOptions& options, const UNet& trained, const Device& device);

  void generate(const Batch& batch, float* output) const override;
  [[nodiscard]] bool waits_for_device() const override { return device_.cuda; }

 private:
  GeneratorOptions options_;
  Device device_;
  UNet twin_;
};

}  // namespace tintflow
