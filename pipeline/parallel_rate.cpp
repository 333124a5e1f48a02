#include "pipeline/parallel_rate.h"

#include <barrier>
#include <cassert>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>
#include <vector>

namespace tintflow {

double measure_parallel_rate(int threads, std::chrono::nanoseconds duration,
                             const std::function<void(int thread)>& work) {
  assert(threads > 0);
  using Clock = std::chrono::steady_clock;
  std::vector<double> rates(static_cast<std::size_t>(threads));
  std::exception_ptr error;
  std::mutex error_mutex;
  const auto guarded = [&](const auto& function) {
    try {
      function();
    } catch (...) {
      const std::scoped_lock lock(error_mutex);
      if (!error) error = std::current_exception();
    }
  };
  std::barrier all_warm(threads);
  const auto run = [&](int thread) {
    guarded([&] { work(thread); });
    all_warm.arrive_and_wait();
    guarded([&] {
      const auto start = Clock::now();
      std::chrono::duration<double> elapsed{};
      int calls = 0;
      while (elapsed < duration) {
        work(thread);
        ++calls;
        elapsed = Clock::now() - start;
      }
      if (calls > 0) rates[static_cast<std::size_t>(thread)] = calls / elapsed.count();
    });
  };
  {
    std::vector<std::jthread> workers;
    for (int thread = 0; thread < threads; ++thread) workers.emplace_back(run, thread);
  }
  if (error) std::rethrow_exception(error);
  return std::accumulate(rates.begin(), rates.end(), 0.0);
}

}  // namespace tintflow
