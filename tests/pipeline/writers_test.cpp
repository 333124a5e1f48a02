#include "pipeline/writers.h"

#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "pipeline/item_id.h"
#include "tests/pipeline/fakes.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

using testing::ElementsAre;

class WritersTest : public testing::Test {
 protected:
  /// Sends items 0 to `count` - 1 to `writers` threads, `failing` as a failure of "decode".
  void write(Sink& sink, int writers, std::uint64_t count, std::uint64_t failing = 1000) {
    ResultQueue queue;
    const Writers threads(queue, sink, recorder_, run_, writers);
    for (std::uint64_t i = 0; i < count; ++i) {
      EXPECT_TRUE(run_.admission.acquire(i, 1, {}, [] {}));
      if (i == failing) {
        queue.push(tl::unexpected(Failure{{i, i}, "decode", "damaged"}));
      } else {
        queue.push(fake_encoded({i, i}));
      }
    }
    run_.admission.wait_until_idle();
    written_ = threads.written();
    failed_ = threads.failed();
  }

  std::vector<std::uint64_t> indices() const {
    std::vector<std::uint64_t> found;
    for (const auto& item : recorder_.finished) found.push_back(id_of(item).index);
    return found;
  }

  const Watchdog watchdog_{"writers"};
  RunContext run_{100, 1000};
  Recorder recorder_;
  std::uint64_t written_ = 0;
  std::uint64_t failed_ = 0;
};

TEST_F(WritersTest, OneWriterKeepsTheOrder) {
  FakeSink sink;
  write(sink, 1, 5);
  EXPECT_THAT(indices(), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_EQ(written_, 5);
}

TEST_F(WritersTest, WriteAtOnceInAsManyThreadsAsAsked) {
  std::latch all_here(3);
  FakeSink sink([&](const char*, FrameId) -> std::optional<std::string> {
    all_here.arrive_and_wait();
    return std::nullopt;
  });
  write(sink, 3, 3);
  EXPECT_EQ(written_, 3);
}

TEST_F(WritersTest, ReportFailuresWithoutWritingThem) {
  FakeSink sink([](const char*, FrameId id) -> std::optional<std::string> {
    if (id.index == 1) return "was written";
    return std::nullopt;
  });
  write(sink, 1, 3, 1);
  ASSERT_FALSE(recorder_.finished.at(1));
  EXPECT_EQ(recorder_.finished[1].error().reason, "damaged");
  EXPECT_EQ(written_, 2);
  EXPECT_EQ(failed_, 1);
}

TEST_F(WritersTest, MakeWhatTheSinkRefusesAFailure) {
  FakeSink sink([](const char*, FrameId) { return std::optional<std::string>("name too long"); });
  write(sink, 1, 1);
  ASSERT_FALSE(recorder_.finished.at(0));
  EXPECT_EQ(recorder_.finished[0].error().stage, "write");
  EXPECT_EQ(recorder_.finished[0].error().reason, "name too long");
  EXPECT_EQ(run_.fatal.reason(), std::nullopt);
}

TEST_F(WritersTest, GiveTheBudgetBackAfterTheObserverWasTold) {
  std::vector<std::uint64_t> in_flight;
  recorder_.after_each = [&] { in_flight.push_back(run_.admission.state().in_flight()); };
  FakeSink sink([&](const char*, FrameId) -> std::optional<std::string> {
    while (run_.admission.state().admitted < 3) std::this_thread::yield();
    return std::nullopt;
  });
  write(sink, 1, 3);
  EXPECT_THAT(in_flight, ElementsAre(3, 2, 1));
}

}  // namespace
}  // namespace tintflow
