#pragma once

#include <filesystem>
#include <vector>

#include "io/check_pair.h"
#include "io/list_pairs.h"
#include "io/result.h"

namespace tintflow {

/// A list of pairs parted by what their headers say.
struct UsablePairs {
  /// In the list's order.
  std::vector<std::filesystem::path> usable;
  std::vector<std::filesystem::path> unusable;
  /// Why, of each of `unusable`: stage "check"; `id` is its place in the list.
  std::vector<Failure> failures;
};

/// Runs `check_pair` on `threads` threads. What is usable may still be damaged behind its header.
[[nodiscard]] UsablePairs find_usable_pairs(const std::vector<std::filesystem::path>& pairs,
                                            PairLayout layout, const DecodeLimits& limits,
                                            int threads);

}  // namespace tintflow
