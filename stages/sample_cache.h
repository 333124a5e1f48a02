#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "stages/sample.h"

namespace tintflow {

/// Keeps resized samples in memory, so that later epochs need not decode them again. What is in it
/// stays: in an epoch every pair is asked for once, in an order that is new each time, so that
/// throwing the oldest out for the newest would never serve more. Thread-safe.
class SampleCache {
 public:
  /// Most bytes of pixels that it holds.
  explicit SampleCache(std::size_t bytes) : free_bytes_(bytes) {}

  /// Keeps a sample as its source's, unless it does not fit or there is one already. Its pixels are
  /// shared, not copied.
  void keep(const Sample& sample);

  [[nodiscard]] bool contains(std::uint64_t source) const;
  /// The sample of `id.source`, if there is one, as that of `id`.
  [[nodiscard]] std::optional<Sample> find(FrameId id) const;

 private:
  mutable std::mutex mutex_;
  std::size_t free_bytes_;
  std::unordered_map<std::uint64_t, Sample> samples_;
};

}  // namespace tintflow
