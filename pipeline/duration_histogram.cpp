#include "pipeline/duration_histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tintflow {
namespace {

constexpr int kSteps = 8;
constexpr int kStepBits = 3;

// 0 to 7 ns have a bucket each; from there each octave has `kSteps`.
int bucket_of(std::uint64_t nanoseconds) {
  if (nanoseconds < kSteps) return static_cast<int>(nanoseconds);
  const int octave = std::bit_width(nanoseconds) - 1;
  const int step = static_cast<int>(nanoseconds >> (octave - kStepBits)) & (kSteps - 1);
  return (octave - kStepBits + 1) * kSteps + step;
}

std::uint64_t middle_of(int bucket) {
  if (bucket < kSteps) return static_cast<std::uint64_t>(bucket);
  const int shift = bucket / kSteps - 1;
  const auto low = static_cast<std::uint64_t>(kSteps + bucket % kSteps) << shift;
  return low + (std::uint64_t{1} << shift) / 2;
}

}  // namespace

void DurationHistogram::add(std::chrono::nanoseconds duration, std::uint64_t count) {
  const auto nanoseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count(), 0));
  buckets_[bucket_of(nanoseconds)].fetch_add(count, std::memory_order_relaxed);
}

std::chrono::nanoseconds DurationHistogram::percentile(double share) const {
  std::uint64_t total = 0;
  for (const auto& bucket : buckets_) total += bucket.load(std::memory_order_relaxed);
  if (total == 0) return {};
  const auto rank = static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(total)));
  std::uint64_t below = 0;
  int bucket = 0;
  for (; bucket < kBuckets - 1; ++bucket) {
    below += buckets_[bucket].load(std::memory_order_relaxed);
    if (below >= std::max<std::uint64_t>(rank, 1)) break;
  }
  return std::chrono::nanoseconds(middle_of(bucket));
}

}  // namespace tintflow
