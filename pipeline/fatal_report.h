#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

namespace tintflow {

/// Remembers the first reason that makes going on with a run pointless. Thread-safe.
class FatalReport {
 public:
  /// `on_first` is called once, by the first reporting thread.
  explicit FatalReport(std::function<void()> on_first);

  void report(const std::string& reason);
  [[nodiscard]] std::optional<std::string> reason() const;

 private:
  std::function<void()> on_first_;
  mutable std::mutex mutex_;
  std::optional<std::string> reason_;
};

}  // namespace tintflow
