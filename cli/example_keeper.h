#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

#include "cli/evaluation_report.h"
#include "pipeline/evaluation.h"

namespace tintflow {

/// Keeps the pairs with the greatest and the least region error of the first model, as small
/// pictures. Pairs without closed regions are passed over. Thread-safe.
class ExampleKeeper {
 public:
  /// Longer side of the pictures, pixels.
  static constexpr int picture_side = 192;

  /// Keeps up to `count` of each end; `pairs` must outlive the keeper.
  ExampleKeeper(const std::vector<std::filesystem::path>& pairs, std::size_t count)
      : pairs_(pairs), count_(count) {}

  /// Takes the picture of the first model, or, where the pair is kept, adds that of the second.
  void take(const MeasuredPair& measured);

  /// The greatest error first.
  [[nodiscard]] std::vector<EvaluationExample> worst() const;
  /// The least error first; a pair that is among the worst is not repeated.
  [[nodiscard]] std::vector<EvaluationExample> best() const;

 private:
  /// By error and, of equal ones, by the place in the list, so that threads do not matter.
  using Key = std::pair<double, std::size_t>;
  using Kept = std::map<Key, EvaluationExample>;

  [[nodiscard]] bool is_wanted(const Key& key) const;

  const std::vector<std::filesystem::path>& pairs_;
  const std::size_t count_;
  mutable std::mutex mutex_;
  Kept least_;
  Kept greatest_;
};

}  // namespace tintflow
