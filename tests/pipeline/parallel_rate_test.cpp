#include "pipeline/parallel_rate.h"

#include <array>
#include <atomic>
#include <stdexcept>

#include <gtest/gtest.h>

namespace tintflow {
namespace {

using std::chrono::milliseconds;

TEST(MeasureParallelRate, EveryThreadWorksUnderItsOwnNumber) {
  std::array<std::atomic<int>, 3> calls{};
  const ParallelRate rate = measure_parallel_rate(
      3, milliseconds(5), [&](int thread) { ++calls.at(static_cast<std::size_t>(thread)); });
  EXPECT_GT(rate.per_second, 0);
  EXPECT_GT(rate.per_core_second, 0);
  // One to warm up, one at least that is measured.
  for (const auto& count : calls) EXPECT_GE(count, 2);
}

TEST(MeasureParallelRate, IsAtMostWhatWasCalledInTheTimeAskedFor) {
  std::atomic<int> calls = 0;
  const ParallelRate rate = measure_parallel_rate(2, milliseconds(20), [&](int) { ++calls; });
  EXPECT_LE(rate.per_second, calls / 0.020);
}

TEST(MeasureParallelRate, HandsOnWhatACallThrew) {
  const auto fail_second = [](int thread) {
    if (thread == 1) throw std::runtime_error("no memory");
  };
  EXPECT_THROW((void)measure_parallel_rate(2, milliseconds(1), fail_second), std::runtime_error);
}

}  // namespace
}  // namespace tintflow
