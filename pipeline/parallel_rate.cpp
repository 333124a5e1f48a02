#include "pipeline/parallel_rate.h"

#include <barrier>
#include <cassert>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include <time.h>

namespace tintflow {
namespace {

double thread_seconds() {
  timespec used{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + 1e-9 * static_cast<double>(used.tv_nsec);
}

/// What one thread did.
struct Work {
  int calls = 0;
  double seconds = 0;
  double core_seconds = 0;
};

ParallelRate rate_of(const std::vector<Work>& threads) {
  ParallelRate rate;
  int calls = 0;
  double core_seconds = 0;
  for (const Work& work : threads) {
    calls += work.calls;
    core_seconds += work.core_seconds;
    if (work.calls > 0) rate.per_second += work.calls / work.seconds;
  }
  if (core_seconds > 0) rate.per_core_second = calls / core_seconds;
  return rate;
}

}  // namespace

ParallelRate measure_parallel_rate(int threads, std::chrono::nanoseconds duration,
                                   const std::function<void(int thread)>& work) {
  assert(threads > 0);
  using Clock = std::chrono::steady_clock;
  std::vector<Work> done(static_cast<std::size_t>(threads));
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
      Work& own = done[static_cast<std::size_t>(thread)];
      const auto start = Clock::now();
      const double core_start = thread_seconds();
      std::chrono::duration<double> elapsed{};
      while (elapsed < duration) {
        work(thread);
        ++own.calls;
        elapsed = Clock::now() - start;
      }
      own.seconds = elapsed.count();
      own.core_seconds = thread_seconds() - core_start;
    });
  };
  {
    std::vector<std::jthread> workers;
    for (int thread = 0; thread < threads; ++thread) workers.emplace_back(run, thread);
  }
  if (error) std::rethrow_exception(error);
  return rate_of(done);
}

}  // namespace tintflow
