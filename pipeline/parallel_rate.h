#pragma once

#include <chrono>
#include <functional>

namespace tintflow {

/// How fast threads get something done together.
struct ParallelRate {
  double per_second = 0;
  /// Over the processor time that the threads got, in cores' seconds: what other processes take
  /// does not count. Means nothing where they wait for a device.
  double per_core_second = 0;
};

/// How often `threads` threads together get `work` done, which each calls with its
/// number, from 0, until `duration` has passed. Each calls it once before the clock runs, because
/// first calls choose kernels and take memory. Throws the first exception that a call threw.
[[nodiscard]] ParallelRate measure_parallel_rate(int threads, std::chrono::nanoseconds duration,
                                                 const std::function<void(int thread)>& work);

}  // namespace tintflow
