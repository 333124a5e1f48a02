#include "pipeline/ticker.h"

#include <atomic>
#include <latch>

#include <gtest/gtest.h>

#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

using Clock = Ticker::Clock;

TEST(Ticker, CallsOnceForEachDeadline) {
  const Watchdog watchdog("ticker");
  int calls = 0;
  std::latch first(1);
  std::latch second(1);
  Ticker ticker([&] { (++calls == 1 ? first : second).count_down(); });
  ticker.set(Clock::now());
  first.wait();
  ticker.set(Clock::now() + std::chrono::milliseconds(1));
  second.wait();
  ticker.stop();
  EXPECT_EQ(calls, 2);
}

TEST(Ticker, DoesNotCallBeforeItsDeadline) {
  const Watchdog watchdog("ticker early");
  const auto deadline = Clock::now() + std::chrono::milliseconds(5);
  Clock::time_point called;
  std::latch done(1);
  Ticker ticker([&] {
    called = Clock::now();
    done.count_down();
  });
  ticker.set(deadline);
  done.wait();
  EXPECT_GE(called, deadline);
}

TEST(Ticker, ForgetsADeadlineThatWasTakenBack) {
  const Watchdog watchdog("ticker reset");
  std::atomic<int> calls = 0;
  Ticker ticker([&] { ++calls; });
  ticker.set(Clock::now() + std::chrono::hours(1));
  ticker.set(std::nullopt);
  ticker.stop();
  EXPECT_EQ(calls, 0);
}

TEST(Ticker, StopsInTheMiddleOfAWait) {
  const Watchdog watchdog("ticker stop");
  std::atomic<int> calls = 0;
  {
    Ticker ticker([&] { ++calls; });
    ticker.set(Clock::now() + std::chrono::hours(1));
  }
  EXPECT_EQ(calls, 0);
}

}  // namespace
}  // namespace tintflow
