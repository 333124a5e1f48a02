#pragma once

#include "stages/batch.h"

namespace tintflow {

/// Colors batches of drawings. `models/` implements it.
class Generator {
 public:
  virtual ~Generator() = default;

  /// Writes the colored pictures of `batch.input` to `output`, same layout, in [-1, 1].
  /// Thread-safe. Throws std::bad_alloc when memory does not suffice for as many, `FatalError`
  /// when no batch can be colored, std::exception when this one cannot.
  virtual void generate(const Batch& batch, float* output) const = 0;

  /// True where `generate` waits for a device, so that it must not run inside a TBB task.
  [[nodiscard]] virtual bool waits_for_device() const = 0;
};

}  // namespace tintflow
