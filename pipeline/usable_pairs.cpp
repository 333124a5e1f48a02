#include "pipeline/usable_pairs.h"

#include <optional>
#include <string>

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace tintflow {

UsablePairs find_usable_pairs(const std::vector<std::filesystem::path>& pairs, PairLayout layout,
                              const DecodeLimits& limits, int threads) {
  std::vector<std::optional<std::string>> reasons(pairs.size());
  tbb::task_arena(threads).execute([&] {
    tbb::parallel_for(std::size_t{0}, pairs.size(), [&](std::size_t i) {
      const auto fit = check_pair(pairs[i], layout, limits);
      if (!fit) reasons[i] = fit.error();
    });
  });

  UsablePairs result;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (!reasons[i]) {
      result.usable.push_back(pairs[i]);
      continue;
    }
    result.unusable.push_back(pairs[i]);
    result.failures.push_back({{i, i}, "check", *reasons[i]});
  }
  return result;
}

}  // namespace tintflow
