#include "pipeline/contest.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace tintflow {
namespace {

/// Time for the rounds; the rest is the final's.
constexpr double kShareOfRounds = 0.6;
/// A smaller gain is not worth another setting.
constexpr double kLeastGain = 1.01;

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

class Rounds {
 public:
  explicit Rounds(const Contest& contest) : contest_(contest) {
    result_.contestants.resize(contest.contestants);
    for (std::size_t i = 1; i < contest.contestants; ++i) left_.push_back(i);
  }

  ContestResult run() {
    while (left_.size() > 1 && play_round()) drop_slower_half();
    const auto best = std::ranges::max_element(
        left_, {}, [&](std::size_t contestant) { return standing(contestant); });
    const bool nothing_known = left_.size() != 1 && (left_.empty() || standing(*best) == 0);
    if (nothing_known) {
      if (result_.contestants[0].rates.empty()) measure(0);
      return result_;
    }
    result_.challenger = *best;
    play_final();
    if (proven_ratio(result_.final_ratios) > kLeastGain) result_.winner = result_.challenger;
    return result_;
  }

 private:
  /// False where the time for rounds was over before all were measured.
  bool play_round() {
    const double end = kShareOfRounds * contest_.seconds;
    if (!has_time_until(end)) return false;
    const double incumbent = measure(0);
    for (const std::size_t contestant : left_) {
      if (!has_time_until(end)) return false;
      result_.contestants[contestant].ratios.push_back(measure(contestant) / incumbent);
    }
    return true;
  }

  /// Pairs in alternating order, so that a machine that grows slower favors neither.
  void play_final() {
    double longest_pair = 2 * longest_;
    for (int pair = 0; contest_.elapsed() + longest_pair <= contest_.seconds; ++pair) {
      const double start = contest_.elapsed();
      const bool incumbent_first = pair % 2 == 0;
      const double first = measure(incumbent_first ? 0 : result_.challenger);
      const double second = measure(incumbent_first ? result_.challenger : 0);
      const double ratio = incumbent_first ? second / first : first / second;
      result_.final_ratios.push_back(ratio);
      result_.contestants[result_.challenger].ratios.push_back(ratio);
      longest_pair = std::max(longest_pair, contest_.elapsed() - start);
    }
  }

  void drop_slower_half() {
    std::ranges::sort(left_, std::greater(),
                      [&](std::size_t contestant) { return standing(contestant); });
    left_.resize((left_.size() + 1) / 2);
  }

  [[nodiscard]] double standing(std::size_t contestant) const {
    const std::vector<double>& ratios = result_.contestants[contestant].ratios;
    return ratios.empty() ? 0 : median(ratios);
  }

  [[nodiscard]] bool has_time_until(double end) const {
    return contest_.elapsed() + longest_ <= end;
  }

  double measure(std::size_t contestant) {
    const double start = contest_.elapsed();
    const double rate = contest_.measure(contestant);
    longest_ = std::max(longest_, contest_.elapsed() - start);
    result_.contestants[contestant].rates.push_back(rate);
    return rate;
  }

  const Contest& contest_;
  /// Contestants that are not eliminated, without the incumbent.
  std::vector<std::size_t> left_;
  double longest_ = 0;
  ContestResult result_;
};

}  // namespace

double proven_ratio(const std::vector<double>& ratios) {
  if (ratios.size() < least_final_pairs) return 0;
  const double center = mean(ratios);
  double squares = 0;
  for (const double ratio : ratios) squares += (ratio - center) * (ratio - center);
  const auto count = static_cast<double>(ratios.size());
  return center - 2 * std::sqrt(squares / (count - 1) / count);
}

ContestResult run_contest(const Contest& contest) {
  assert(contest.contestants > 0);
  return Rounds(contest).run();
}

}  // namespace tintflow
