#include "pipeline/frame_latency.h"

#include <algorithm>
#include <cmath>

namespace tintflow {

void FrameLatencies::start(Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  starts_.push_back(now);
}

void FrameLatencies::finish(std::uint64_t index, Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  const std::chrono::duration<double, std::milli> latency = now - starts_.at(index);
  milliseconds_.push_back(latency.count());
  finished_.notify_all();
}

void FrameLatencies::wait_until_idle() {
  std::unique_lock lock(mutex_);
  finished_.wait(lock, [this] { return milliseconds_.size() == starts_.size(); });
}

std::vector<double> FrameLatencies::milliseconds() const {
  const std::scoped_lock lock(mutex_);
  return milliseconds_;
}

double percentile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto count = static_cast<double>(values.size());
  const auto rank = static_cast<std::ptrdiff_t>(std::ceil(share * count)) - 1;
  const auto place = values.begin() + std::max<std::ptrdiff_t>(rank, 0);
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace tintflow
