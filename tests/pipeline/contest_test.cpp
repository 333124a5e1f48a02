#include "pipeline/contest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tintflow {
namespace {

using ::testing::DoubleEq;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Contestants of known rates; every measurement takes a second of a clock that nothing else moves.
class FakeMachine {
 public:
  using Rate = std::function<double(std::size_t contestant, int measurement)>;

  FakeMachine(std::size_t contestants, double seconds, Rate rate) : rate_(std::move(rate)) {
    contest_.contestants = contestants;
    contest_.seconds = seconds;
    contest_.elapsed = [this] { return now_; };
    contest_.measure = [this](std::size_t contestant) {
      now_ += 1;
      return rate_(contestant, measurements_++);
    };
  }

  void pass(double seconds) { now_ += seconds; }
  ContestResult run() { return run_contest(contest_); }
  [[nodiscard]] double now() const { return now_; }

 private:
  Rate rate_;
  Contest contest_;
  double now_ = 0;
  int measurements_ = 0;
};

FakeMachine::Rate steady(std::vector<double> rates) {
  return [rates = std::move(rates)](std::size_t contestant, int) { return rates.at(contestant); };
}

TEST(RunContest, MeasuresTheIncumbentHoweverShortTheTimeIs) {
  FakeMachine machine(3, 1, steady({10, 20, 30}));
  machine.pass(5);
  const ContestResult result = machine.run();
  EXPECT_EQ(result.winner, 0);
  EXPECT_THAT(result.contestants[0].rates, ElementsAre(10));
  EXPECT_THAT(result.contestants[1].rates, IsEmpty());
}

TEST(RunContest, FindsTheFastest) {
  FakeMachine machine(5, 60, steady({10, 9, 12, 14, 13}));
  const ContestResult result = machine.run();
  EXPECT_EQ(result.winner, 3);
  EXPECT_THAT(result.final_ratios, Each(DoubleEq(1.4)));
}

TEST(RunContest, DropsTheSlowerHalfOfEachRound) {
  FakeMachine machine(5, 60, steady({10, 9, 12, 14, 13}));
  const ContestResult result = machine.run();
  EXPECT_THAT(result.contestants[1].rates, SizeIs(1));
  EXPECT_THAT(result.contestants[2].rates, SizeIs(1));
  EXPECT_THAT(result.contestants[4].rates, SizeIs(2));
}

TEST(RunContest, TheIncumbentWinsTies) {
  FakeMachine machine(4, 60, steady({10, 10, 10, 10}));
  EXPECT_EQ(machine.run().winner, 0);
}

TEST(RunContest, TheIncumbentStaysWhereAllAreSlower) {
  FakeMachine machine(3, 60, steady({10, 9, 8}));
  const ContestResult result = machine.run();
  EXPECT_EQ(result.winner, 0);
  EXPECT_EQ(result.challenger, 1);
}

TEST(RunContest, AGainWithinTheNoiseDoesNotWin) {
  // The challenger is 2% faster in the mean of its pairs, which differ by 20%.
  int pair = 0;
  FakeMachine machine(2, 60, [&](std::size_t contestant, int) {
    if (contestant == 0) return 10.0;
    return ++pair % 2 == 0 ? 9.2 : 11.2;
  });
  const ContestResult result = machine.run();
  EXPECT_EQ(result.challenger, 1);
  EXPECT_EQ(result.winner, 0);
}

TEST(RunContest, ChanceInTheRoundsDoesNotCount) {
  // Fast while many are measured, slow in the final.
  FakeMachine machine(4, 100, [](std::size_t contestant, int measurement) {
    if (contestant == 2 && measurement < 7) return 20.0;
    return 10.0;
  });
  const ContestResult result = machine.run();
  EXPECT_EQ(result.challenger, 2);
  EXPECT_EQ(result.winner, 0);
  EXPECT_THAT(result.final_ratios, Each(DoubleEq(1)));
}

TEST(RunContest, AMachineThatGrowsSlowerFavorsNobody) {
  FakeMachine machine(2, 200,
                      [](std::size_t, int measurement) { return 1000.0 - 2 * measurement; });
  EXPECT_EQ(machine.run().winner, 0);
}

TEST(RunContest, KeepsItsTime) {
  for (const double seconds : {0.0, 1.0, 5.0, 17.0, 60.0}) {
    FakeMachine machine(9, seconds, steady({10, 11, 12, 13, 14, 15, 16, 17, 18}));
    (void)machine.run();
    // A first measurement's duration is not known before.
    EXPECT_LE(machine.now(), std::max(seconds, 3.0)) << seconds;
  }
}

TEST(RunContest, TooFewPairsProveNothing) {
  FakeMachine machine(3, 10, steady({10, 20, 30}));
  const ContestResult result = machine.run();
  EXPECT_LT(result.final_ratios.size(), least_final_pairs);
  EXPECT_EQ(result.winner, 0);
}

TEST(RunContest, TheIncumbentAloneIsMeasuredOnce) {
  FakeMachine machine(1, 60, steady({10}));
  const ContestResult result = machine.run();
  EXPECT_EQ(result.winner, 0);
  EXPECT_THAT(result.final_ratios, IsEmpty());
  EXPECT_THAT(result.contestants[0].rates, ElementsAre(10));
}

TEST(ProvenRatio, IsTheMeanLessTwoStandardErrors) {
  EXPECT_DOUBLE_EQ(proven_ratio({1.1, 1.1, 1.1, 1.1, 1.1}), 1.1);
  // Variance 0.0025 of 5 values: standard error 0.05 / sqrt(5).
  EXPECT_NEAR(proven_ratio({1.05, 1.05, 1.1, 1.15, 1.15}), 1.1 - 2 * 0.05 / 2.2360679775, 1e-9);
  EXPECT_EQ(proven_ratio({2, 2, 2, 2}), 0);
}

}  // namespace
}  // namespace tintflow
