#include "pipeline/batcher.h"

#include <gmock/gmock.h>

namespace tintflow {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Batcher::Clock::time_point kStart{};

Sample sample(std::uint64_t index) {
  Sample made;
  made.id.index = index;
  return made;
}

Admission::State flow(std::uint64_t admitted, std::uint64_t released, bool waiting, bool ended) {
  return {admitted, released, waiting, ended};
}

/// The indices of the batch that is due, or none.
std::vector<std::uint64_t> due(Batcher& batcher, const Admission::State& state,
                               Batcher::Clock::time_point now = kStart) {
  std::vector<std::uint64_t> indices;
  if (const auto batch = batcher.take_due(state, now)) {
    for (const Sample& one : *batch) indices.push_back(one.id.index);
  }
  return indices;
}

TEST(Batcher, SendsAFullBatchInOrderOfArrival) {
  Batcher batcher(3, milliseconds(0), false);
  const auto more_to_come = flow(9, 0, false, false);
  batcher.arrive(sample(4), kStart);
  batcher.arrive(sample(1), kStart);
  EXPECT_THAT(due(batcher, more_to_come), IsEmpty());
  batcher.arrive(sample(2), kStart);
  EXPECT_THAT(due(batcher, more_to_come), ElementsAre(4, 1, 2));
  EXPECT_THAT(due(batcher, more_to_come), IsEmpty());
}

TEST(Batcher, SendsWhatItHasWhenTheOldestHasWaited) {
  Batcher batcher(8, milliseconds(10), false);
  const auto more_to_come = flow(9, 0, false, false);
  EXPECT_EQ(batcher.deadline(), std::nullopt);
  batcher.arrive(sample(0), kStart);
  batcher.arrive(sample(1), kStart + milliseconds(9));
  EXPECT_EQ(batcher.deadline(), kStart + milliseconds(10));
  EXPECT_THAT(due(batcher, more_to_come, kStart + milliseconds(9)), IsEmpty());
  EXPECT_THAT(due(batcher, more_to_come, kStart + milliseconds(10)), ElementsAre(0, 1));
  EXPECT_EQ(batcher.deadline(), std::nullopt);
}

TEST(Batcher, WithoutATimeoutWaitsForEver) {
  Batcher batcher(8, milliseconds(0), false);
  batcher.arrive(sample(0), kStart);
  EXPECT_EQ(batcher.deadline(), std::nullopt);
  EXPECT_THAT(due(batcher, flow(9, 0, false, false), kStart + std::chrono::hours(1)), IsEmpty());
}

TEST(Batcher, SendsTheRestWhenTheSourceEndedAndAllHaveArrived) {
  Batcher batcher(8, milliseconds(0), false);
  batcher.arrive(sample(0), kStart);
  EXPECT_THAT(due(batcher, flow(2, 0, false, true)), IsEmpty());
  batcher.arrive(sample(1), kStart);
  EXPECT_THAT(due(batcher, flow(2, 0, false, true)), ElementsAre(0, 1));
}

TEST(Batcher, CountsFailuresAsArrived) {
  Batcher batcher(8, milliseconds(0), false);
  batcher.arrive(sample(0), kStart);
  batcher.arrive(tl::unexpected(Failure{{1, 1}, "decode", "damaged"}), kStart);
  EXPECT_THAT(due(batcher, flow(2, 0, false, true)), ElementsAre(0));
}

TEST(Batcher, CountsWhatPassesItByAsArrived) {
  Batcher batcher(8, milliseconds(0), false);
  batcher.arrive(sample(0), kStart);
  EXPECT_THAT(due(batcher, flow(2, 0, false, true)), IsEmpty());
  batcher.pass();
  EXPECT_THAT(due(batcher, flow(2, 0, false, true)), ElementsAre(0));
}

TEST(Batcher, SendsNothingWhereNothingIsLeft) {
  Batcher batcher(8, milliseconds(0), false);
  batcher.arrive(tl::unexpected(Failure{{0, 0}, "decode", "damaged"}), kStart);
  EXPECT_EQ(batcher.take_due(flow(1, 0, false, true), kStart), std::nullopt);
}

TEST(Batcher, SendsAllThatIsInFlightWhenTheDriverWaits) {
  Batcher batcher(8, milliseconds(0), false);
  batcher.arrive(tl::unexpected(Failure{{0, 0}, "decode", "damaged"}), kStart);
  batcher.arrive(sample(1), kStart);
  batcher.arrive(sample(2), kStart);
  EXPECT_THAT(due(batcher, flow(3, 1, false, false)), IsEmpty()) << "the driver can still admit";
  EXPECT_THAT(due(batcher, flow(4, 1, true, false)), IsEmpty()) << "one is on its way here";
  EXPECT_THAT(due(batcher, flow(3, 0, true, false)), IsEmpty()) << "the failure will be released";
  EXPECT_THAT(due(batcher, flow(3, 1, true, false)), ElementsAre(1, 2));
}

TEST(Batcher, SendsTheNextToBeReleasedWhereOthersWaitForItInOrder) {
  Batcher batcher(2, milliseconds(0), true);
  batcher.arrive(sample(1), kStart);
  batcher.arrive(sample(2), kStart);
  EXPECT_THAT(due(batcher, flow(3, 0, true, false)), ElementsAre(1, 2));
  batcher.arrive(sample(0), kStart);
  EXPECT_THAT(due(batcher, flow(3, 0, true, false)), ElementsAre(0));
}

TEST(Batcher, KeepsWaitingInOrderWhileAnEarlierItemWillBeReleased) {
  Batcher batcher(2, milliseconds(0), true);
  batcher.arrive(tl::unexpected(Failure{{0, 0}, "decode", "damaged"}), kStart);
  batcher.arrive(sample(1), kStart);
  EXPECT_THAT(due(batcher, flow(2, 0, true, false)), IsEmpty());
  EXPECT_THAT(due(batcher, flow(2, 1, true, false)), ElementsAre(1));
}

}  // namespace
}  // namespace tintflow
