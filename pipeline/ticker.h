#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace tintflow {

/// Calls a function on a thread of its own when a deadline has come. Thread-safe.
class Ticker {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Ticker(std::function<void()> tick);

  /// Replaces the deadline; none means no call.
  void set(std::optional<Clock::time_point> deadline);
  /// Returns when no call runs and none will come.
  void stop();

 private:
  void run(const std::stop_token& stop);

  std::function<void()> tick_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<Clock::time_point> deadline_;
  std::jthread thread_;
};

}  // namespace tintflow
