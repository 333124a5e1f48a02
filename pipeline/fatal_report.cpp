#include "pipeline/fatal_report.h"

#include <utility>

namespace tintflow {

FatalReport::FatalReport(std::function<void()> on_first) : on_first_(std::move(on_first)) {}

void FatalReport::report(const std::string& reason) {
  {
    const std::scoped_lock lock(mutex_);
    if (reason_) return;
    reason_ = reason;
  }
  on_first_();
}

std::optional<std::string> FatalReport::reason() const {
  const std::scoped_lock lock(mutex_);
  return reason_;
}

}  // namespace tintflow
