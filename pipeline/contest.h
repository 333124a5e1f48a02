#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace tintflow {

/// What was measured of one way to do a job.
struct Contestant {
  /// Items a second, of each time that it was measured.
  std::vector<double> rates;
  /// Each rate over the incumbent's that was measured in the same round.
  std::vector<double> ratios;
};

struct ContestResult {
  /// 0, the incumbent, unless another has proved to be faster.
  std::size_t winner = 0;
  /// Number of the one that came to the final with the incumbent.
  std::size_t challenger = 0;
  /// Ratios of the final alone: challenger over incumbent.
  std::vector<double> final_ratios;
  /// By number.
  std::vector<Contestant> contestants;
};

/// How contestants are measured, and for how long.
struct Contest {
  /// From 1; number 0 is the incumbent.
  std::size_t contestants = 1;
  /// Items a second of one of them, measured anew.
  std::function<double(std::size_t contestant)> measure;
  /// Seconds since the contest began.
  std::function<double()> elapsed;
  /// No measurement begins that is likely to end after this.
  double seconds = 0;
};

/// Finds the fastest by successive elimination: rounds measure all that are left in turn, each
/// round drops the slower half, and the last one meets the incumbent in a final of fresh
/// measurements, so that luck which brought it there does not count. It wins if the final shows it
/// faster by more than its noise; else the incumbent stays, and is measured once however short the
/// time is.
[[nodiscard]] ContestResult run_contest(const Contest& contest);

/// What the mean ratio of a final is at least, as far as its spread tells: the mean less two
/// standard errors; 0 for fewer than `least_final_pairs` ratios.
[[nodiscard]] double proven_ratio(const std::vector<double>& ratios);

inline constexpr std::size_t least_final_pairs = 5;

}  // namespace tintflow
