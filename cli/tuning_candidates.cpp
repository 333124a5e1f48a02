#include "cli/tuning_candidates.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "cli/colorize_options.h"

namespace tintflow {
namespace {

TunedSettings rule_for(const CommonOptions& options, const std::string& precision) {
  const GraphOptions graph = graph_options(options);
  return {.precision = precision,
          .batch_size = graph.batch_size,
          .threads = graph.threads,
          .in_flight = graph.in_flight};
}

/// Batches that keep a device busy are larger than those that fit a core's cache.
std::vector<std::string> batch_sizes(const Device& device) {
  if (device.cuda) return {"8", "16", "32", "64"};
  return {"1", "2", "8", "16"};
}

/// One more than the cores, for when one waits; and, where two threads share a core, fewer.
std::vector<std::string> thread_counts(int cores) {
  std::vector<std::string> counts{std::to_string(cores + 1)};
  if (cores >= 4)
    counts.insert(counts.end(), {std::to_string(cores / 2), std::to_string(cores * 3 / 4)});
  return counts;
}

}  // namespace

std::vector<TunedSettings> tuning_candidates(const CommonOptions& options, const Device& device) {
  const TunedSettings rule = rule_for(options, device.precision_name());
  std::vector<TunedSettings> candidates{rule};
  const auto add = [&](const CommonOptions& changed, const std::string& precision) {
    const TunedSettings settings = rule_for(changed, precision);
    if (std::ranges::count(candidates, settings) == 0) candidates.push_back(settings);
  };
  std::vector<std::string> batches{options.batch_size};
  std::vector<std::string> jobs{options.jobs};
  if (options.batch_size == "auto")
    std::ranges::copy(batch_sizes(device), std::back_inserter(batches));
  if (options.jobs == "auto")
    std::ranges::copy(thread_counts(rule.threads), std::back_inserter(jobs));
  for (const std::string& batch_size : batches) {
    for (const std::string& threads : jobs) {
      CommonOptions changed = options;
      changed.batch_size = batch_size;
      changed.jobs = threads;
      add(changed, rule.precision);
    }
  }
  const bool all_free = options.batch_size == "auto" && options.jobs == "auto";
  if (all_free && options.in_flight == "auto") {
    CommonOptions changed = options;
    changed.in_flight = std::to_string(2 * rule.in_flight);
    add(changed, rule.precision);
  }
  // Only where the processor has it is bf16 worth a try, and then it is the rule.
  if (options.precision == "auto" && device.bf16) add(options, "fp32");
  return candidates;
}

}  // namespace tintflow
