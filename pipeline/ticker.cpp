#include "pipeline/ticker.h"

#include <utility>

namespace tintflow {

Ticker::Ticker(std::function<void()> tick)
    : tick_(std::move(tick)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

void Ticker::set(std::optional<Clock::time_point> deadline) {
  const std::scoped_lock lock(mutex_);
  if (deadline_ == deadline) return;
  deadline_ = deadline;
  changed_.notify_one();
}

void Ticker::stop() {
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
}

void Ticker::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (!deadline_) {
      changed_.wait(lock, stop, [&] { return deadline_.has_value(); });
      continue;
    }
    const Clock::time_point due = *deadline_;
    changed_.wait_until(lock, stop, due, [&] { return deadline_ != due; });
    if (deadline_ != due || Clock::now() < due) continue;
    deadline_.reset();
    lock.unlock();
    tick_();
    lock.lock();
  }
}

}  // namespace tintflow
