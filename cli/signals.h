#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace tintflow {

/// Turns SIGINT and SIGTERM into a stop request for as long as it lives. The first asks the run to
/// finish what is in flight; the second ends the process at once with status 128 + signal.
///
/// Make it before any other thread starts: threads inherit the blocked signals from their maker.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

  /// The signal that asked to stop, or 0.
  [[nodiscard]] int received() const { return received_; }

 private:
  void wait_for_signals(const std::stop_token& done);

  std::stop_source stop_;
  std::atomic<int> received_ = 0;
  std::jthread waiter_;
};

}  // namespace tintflow
