#pragma once

#include <chrono>

#include "pipeline/parallel_rate.h"
#include "stages/generator.h"

namespace tintflow {

/// How a generator is called to measure it.
struct ResidentCalls {
  int batch_size = 1;
  /// Side of the square pictures, pixels.
  int side = 256;
  /// Threads that call it at once, each with a batch of its own.
  int replicas = 1;
};

/// How many pictures a generator paints on batches of blank paper that stay in memory.
[[nodiscard]] ParallelRate measure_resident_generator(const Generator& generator,
                                                      const ResidentCalls& calls,
                                                      std::chrono::milliseconds duration);

}  // namespace tintflow
