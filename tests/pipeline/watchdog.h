#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace tintflow {

/// Aborts the test program when its scope has not been left in time: a hang must not look like a
/// slow test.
class Watchdog {
 public:
  explicit Watchdog(std::string what, std::chrono::seconds limit = std::chrono::seconds(60))
      : thread_([what = std::move(what), limit](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any never;
          std::unique_lock lock(mutex);
          never.wait_for(lock, stop, limit, [] { return false; });
          if (stop.stop_requested()) return;
          std::fprintf(stderr, "watchdog: hangs: %s\n", what.c_str());
          std::abort();
        }) {}

 private:
  std::jthread thread_;
};

}  // namespace tintflow
