#include "pipeline/admission.h"

#include <thread>

#include <gtest/gtest.h>

#include "io/encode_image.h"
#include "tests/pipeline/fakes.h"
#include "tests/pipeline/watchdog.h"

namespace tintflow {
namespace {

void never() { FAIL() << "had to wait"; }

TEST(AdmissionCost, CountsCompressedBytesAndTwoPicturesOfFourChannels) {
  Encoded item = fake_encoded({});
  item.bytes = std::make_shared<Bytes>(100);
  item.size = {30, 20};
  EXPECT_EQ(admission_cost(item), 100 + 2 * 4 * 30 * 20);
  item.bit_depth = 16;
  EXPECT_EQ(admission_cost(item), 100 + 2 * 4 * 30 * 20 * 2);
  EXPECT_EQ(admission_cost(item, 5), 100 + 5 * 4 * 30 * 20 * 2);
}

TEST(AdmissionCost, OfAnUnreadableHeaderIsItsBytesAndOfAFailureNothing) {
  Encoded item = fake_encoded({});
  item.size = {};
  EXPECT_EQ(admission_cost(item), 1);
  EXPECT_EQ(admission_cost(tl::unexpected(Failure{})), 0);
}

TEST(AdmissionCost, CountsHintsAsAPictureOfTheirOwnSize) {
  Encoded item = fake_encoded({});
  item.bytes = std::make_shared<Bytes>(100);
  item.size = {30, 20};
  auto png = encode_image({cv::Mat(10, 15, CV_8UC3, cv::Scalar::all(0)), {}},
                          {.format = ImageFormat::png});
  item.hints = std::make_shared<const Bytes>(std::move(*png));
  EXPECT_EQ(admission_cost(item), 100 + 2 * 4 * 30 * 20 + item.hints->size() + 4 * 15 * 10);
  item.hints = std::make_shared<const Bytes>(50);
  EXPECT_EQ(admission_cost(item), 100 + 2 * 4 * 30 * 20 + 50);
}

TEST(Admission, AdmitsUpToTheLimitOfItems) {
  const Watchdog watchdog("item limit");
  Admission admission(2, 1000);
  EXPECT_TRUE(admission.acquire(0, 1, {}, never));
  EXPECT_TRUE(admission.acquire(1, 1, {}, never));
  int waits = 0;
  EXPECT_TRUE(admission.acquire(2, 1, {}, [&] {
    EXPECT_TRUE(admission.state().waiting);
    EXPECT_EQ(admission.state().in_flight(), 2);
    ++waits;
    admission.release(1);
  }));
  EXPECT_EQ(waits, 1);
  EXPECT_FALSE(admission.state().waiting);
  EXPECT_EQ(admission.state().in_flight(), 2);
  EXPECT_EQ(admission.peak(), 2);
}

TEST(Admission, AdmitsUpToTheLimitOfBytes) {
  const Watchdog watchdog("byte limit");
  Admission admission(10, 100);
  EXPECT_TRUE(admission.acquire(0, 60, {}, never));
  EXPECT_TRUE(admission.acquire(1, 40, {}, never));
  bool waited = false;
  EXPECT_TRUE(admission.acquire(2, 60, {}, [&] {
    waited = true;
    admission.release(0);
  }));
  EXPECT_TRUE(waited);
}

TEST(Admission, AsksAgainAfterEachReleaseThatIsNotEnough) {
  const Watchdog watchdog("ask again");
  Admission admission(10, 100);
  for (std::uint64_t i = 0; i < 4; ++i) EXPECT_TRUE(admission.acquire(i, 25, {}, never));
  std::uint64_t next = 0;
  EXPECT_TRUE(admission.acquire(4, 75, {}, [&] { admission.release(next++); }));
  EXPECT_EQ(next, 3);
}

TEST(Admission, AdmitsAnItemLargerThanTheBudgetAlone) {
  const Watchdog watchdog("large item");
  Admission admission(10, 100);
  EXPECT_TRUE(admission.acquire(0, 1, {}, never));
  bool waited = false;
  EXPECT_TRUE(admission.acquire(1, 5000, {}, [&] {
    waited = true;
    admission.release(0);
  }));
  EXPECT_TRUE(waited);
  waited = false;
  EXPECT_TRUE(admission.acquire(2, 1, {}, [&] {
    waited = true;
    admission.release(1);
  }));
  EXPECT_TRUE(waited);
}

TEST(Admission, CanTakeBackTheBytesAloneAndStillCountTheItem) {
  const Watchdog watchdog("bytes back");
  Admission admission(2, 100);
  EXPECT_TRUE(admission.acquire(0, 100, {}, never));
  admission.release_bytes(0);
  EXPECT_TRUE(admission.acquire(1, 100, {}, never));
  EXPECT_EQ(admission.state().in_flight(), 2);
  admission.release(0);
  admission.release(1);
  EXPECT_EQ(admission.state().in_flight(), 0);
}

TEST(Admission, RefusesOnceClosed) {
  const Watchdog watchdog("close");
  Admission admission(1, 100);
  EXPECT_TRUE(admission.acquire(0, 1, {}, never));
  EXPECT_FALSE(admission.acquire(1, 1, {}, [&] { admission.close(); }));
  EXPECT_EQ(admission.state().admitted, 1);
  admission.release(0);
  EXPECT_FALSE(admission.acquire(1, 1, {}, never));
}

TEST(Admission, StopsWaitingOnAStopRequest) {
  const Watchdog watchdog("stop");
  Admission admission(1, 100);
  std::stop_source stop;
  EXPECT_TRUE(admission.acquire(0, 1, stop.get_token(), never));
  EXPECT_FALSE(admission.acquire(1, 1, stop.get_token(), [&] { stop.request_stop(); }));
  EXPECT_EQ(admission.state().admitted, 1);
}

TEST(Admission, IsIdleWhenAllIsReleased) {
  const Watchdog watchdog("idle");
  Admission admission(100, 1000);
  for (std::uint64_t i = 0; i < 100; ++i) EXPECT_TRUE(admission.acquire(i, 1, {}, never));
  std::jthread releasing([&] {
    for (std::uint64_t i = 0; i < 100; ++i) admission.release(i);
  });
  admission.wait_until_idle();
  EXPECT_EQ(admission.state().released, 100);
}

}  // namespace
}  // namespace tintflow
