#include "cli/training_cache.h"

#include <algorithm>
#include <cstdint>

#include <spdlog/spdlog.h>

#include "cli/memory_limit.h"

namespace tintflow {

std::size_t cached_pair_size(const TrainOptions& options, PairLayout layout) {
  const std::size_t pictures = layout == PairLayout::color ? 1 : 2;
  const auto side = static_cast<std::size_t>(options.load_size);
  return pictures * 3 * side * side;
}

std::shared_ptr<SampleCache> make_training_cache(const TrainOptions& options, PairLayout layout,
                                                 std::size_t pairs) {
  const bool is_automatic = options.cache_memory == "auto";
  if (options.cache_memory == "0" || (is_automatic && options.epochs == 1)) return nullptr;
  const std::int64_t allowed = is_automatic
                                   ? available_memory() / 4
                                   : parse_memory_size(options.cache_memory, "cache-memory");
  const auto pair_bytes = static_cast<std::int64_t>(cached_pair_size(options, layout));
  const auto all = static_cast<std::int64_t>(pairs);
  const std::int64_t held = std::min(all, allowed / pair_bytes);
  if (held == 0) return nullptr;

  constexpr std::int64_t mebibyte = std::int64_t{1} << 20;
  const auto mebibytes = [&](std::int64_t count) { return count * pair_bytes / mebibyte + 1; };
  if (held == all) {
    spdlog::info("cache: all {} pairs take {} MiB; from the second epoch on none is decoded", all,
                 mebibytes(all));
  } else {
    spdlog::info("cache: {} of {} pairs in {} MiB; --cache-memory {}M would hold all", held, all,
                 mebibytes(held), mebibytes(all));
  }
  return std::make_shared<SampleCache>(static_cast<std::size_t>(held * pair_bytes));
}

}  // namespace tintflow
