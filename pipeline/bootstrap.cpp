#include "pipeline/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "stages/random_seed.h"

namespace tintflow {
namespace {

/// Between the two nearest ranks; `sorted` is not empty.
double percentile(const std::vector<double>& sorted, double share) {
  const double rank = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(rank);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], rank - std::floor(rank));
}

Estimate estimate(double value, std::vector<double> resampled) {
  std::erase_if(resampled, [](double mean) { return std::isnan(mean); });
  if (resampled.empty()) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return {value, none, none};
  }
  std::ranges::sort(resampled);
  return {value, percentile(resampled, 0.025), percentile(resampled, 0.975)};
}

}  // namespace

Bootstrap::Bootstrap(std::span<const std::vector<Tally>> pictures, int resamples,
                     std::uint64_t seed) {
  if (pictures.empty()) return;
  const std::size_t columns = pictures.front().size();
  std::vector<Tally> sums(columns);
  const auto add = [&](const std::vector<Tally>& picture) {
    for (std::size_t i = 0; i < columns; ++i) sums[i] += picture[i];
  };
  for (const std::vector<Tally>& picture : pictures) add(picture);
  for (const Tally& sum : sums) means_.push_back(sum.mean());

  resampled_.resize(columns);
  std::mt19937_64 random(random_seed({seed}));
  std::uniform_int_distribution<std::size_t> pick(0, pictures.size() - 1);
  for (int i = 0; i < resamples; ++i) {
    std::ranges::fill(sums, Tally{});
    for (std::size_t drawn = 0; drawn < pictures.size(); ++drawn) add(pictures[pick(random)]);
    for (std::size_t c = 0; c < columns; ++c) resampled_[c].push_back(sums[c].mean());
  }
}

Estimate Bootstrap::mean(std::size_t column) const {
  return estimate(means_.at(column), resampled_.at(column));
}

Estimate Bootstrap::difference(std::size_t column, std::size_t other) const {
  std::vector<double> differences = resampled_.at(column);
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] -= resampled_.at(other)[i];
  return estimate(means_.at(column) - means_.at(other), std::move(differences));
}

}  // namespace tintflow
