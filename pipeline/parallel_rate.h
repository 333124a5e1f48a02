#pragma once

#include <chrono>
#include <functional>

namespace tintflow {

/// How often in a second `threads` threads together get `work` done, which each calls with its
/// number, from 0, until `duration` has passed. Each calls it once before the clock runs, because
/// first calls choose kernels and take memory. Throws the first exception that a call threw.
[[nodiscard]] double measure_parallel_rate(int threads, std::chrono::nanoseconds duration,
                                           const std::function<void(int thread)>& work);

}  // namespace tintflow
