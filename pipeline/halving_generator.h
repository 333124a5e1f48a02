#pragma once

#include <atomic>
#include <functional>

#include "stages/batch.h"
#include "stages/generator.h"

namespace tintflow {

/// Hands batches on to another generator. Where memory does not suffice for one, it is halved until
/// it does, and later batches are cut down to that size from the start.
class HalvingGenerator : public Generator {
 public:
  /// `generator` outlives this. `on_smaller` is told the new largest batch, from the thread that
  /// found it.
  HalvingGenerator(const Generator& generator, std::function<void(int)> on_smaller);

  /// Throws `FatalError` where memory does not even suffice for one drawing.
  void generate(const Batch& batch, float* output) const override;
  [[nodiscard]] bool waits_for_device() const override;

 private:
  void generate_part(const Batch& batch, int first, int count, float* output) const;
  void lower_limit(int failed_count) const;

  const Generator& generator_;
  std::function<void(int)> on_smaller_;
  BufferPool pool_;
  mutable std::atomic<int> limit_;
};

}  // namespace tintflow
