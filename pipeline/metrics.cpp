#include "pipeline/metrics.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tintflow {
namespace {

double milliseconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

StageMetrics::StageMetrics(std::string name, Resource resource)
    : name_(std::move(name)), resource_(resource) {}

StageMetrics::Call::Call(StageMetrics& metrics, int items)
    : metrics_(metrics), items_(items), start_(Clock::now()) {
  const int running = metrics_.running_.fetch_add(1, std::memory_order_relaxed) + 1;
  int peak = metrics_.running_peak_.load(std::memory_order_relaxed);
  while (peak < running && !metrics_.running_peak_.compare_exchange_weak(peak, running)) {
  }
}

StageMetrics::Call::~Call() {
  const std::chrono::nanoseconds duration = Clock::now() - start_;
  const auto count = static_cast<std::uint64_t>(items_);
  metrics_.running_.fetch_sub(1, std::memory_order_relaxed);
  metrics_.items_.fetch_add(count, std::memory_order_relaxed);
  if (failed_) metrics_.failed_.fetch_add(count, std::memory_order_relaxed);
  metrics_.busy_nanoseconds_.fetch_add(duration.count(), std::memory_order_relaxed);
  metrics_.durations_.add(duration / std::max(items_, 1), count);
}

StageSummary StageMetrics::summary() const {
  StageSummary summary;
  summary.name = name_;
  summary.resource = resource_;
  summary.items = items_.load();
  summary.failed = failed_.load();
  summary.busy_seconds = static_cast<double>(busy_nanoseconds_.load()) * 1e-9;
  if (summary.items > 0) {
    summary.mean_ms = summary.busy_seconds * 1e3 / static_cast<double>(summary.items);
  }
  summary.p50_ms = milliseconds(durations_.percentile(0.50));
  summary.p99_ms = milliseconds(durations_.percentile(0.99));
  summary.threads = running_peak_.load();
  return summary;
}

StageMetrics& RunMetrics::add(std::string name, Resource resource) {
  return stages_.emplace_back(std::move(name), resource);
}

std::vector<StageSummary> RunMetrics::summaries() const {
  std::vector<StageSummary> summaries;
  for (const StageMetrics& stage : stages_) summaries.push_back(stage.summary());
  return summaries;
}

std::string find_bottleneck(const std::vector<StageSummary>& stages, int threads, int writers) {
  std::map<Resource, double> load;
  for (const StageSummary& stage : stages) load[stage.resource] += stage.busy_seconds;
  if (load.contains(Resource::cores)) load[Resource::cores] /= threads;
  if (load.contains(Resource::writers)) load[Resource::writers] /= writers;
  const auto slowest =
      std::max_element(stages.begin(), stages.end(), [&](const auto& a, const auto& b) {
        return std::pair(load[a.resource], a.busy_seconds) <
               std::pair(load[b.resource], b.busy_seconds);
      });
  return slowest == stages.end() || slowest->busy_seconds == 0 ? "" : slowest->name;
}

}  // namespace tintflow
