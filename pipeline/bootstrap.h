#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stages/figures.h"

namespace tintflow {

/// A mean over pictures and the interval that holds 95% of the means of resampled pictures. NaN
/// where nothing was tallied.
struct Estimate {
  double value = 0;
  double low = 0;
  double high = 0;
};

/// Percentile bootstrap (Efron, 1979) of many means at once: each resample draws as many pictures
/// as there are, with replacement, and all columns see the same draws, so that differences between
/// columns are paired. Resamples in which a column has no weight do not count for it.
class Bootstrap {
 public:
  /// Each row holds one picture's tallies, one for each column. Equal seeds give equal intervals.
  Bootstrap(std::span<const std::vector<Tally>> pictures, int resamples, std::uint64_t seed);

  [[nodiscard]] Estimate mean(std::size_t column) const;
  /// The mean of one column less that of the other.
  [[nodiscard]] Estimate difference(std::size_t column, std::size_t other) const;

 private:
  std::vector<double> means_;
  /// For each column the means of all resamples.
  std::vector<std::vector<double>> resampled_;
};

}  // namespace tintflow
