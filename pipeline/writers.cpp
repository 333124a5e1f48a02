#include "pipeline/writers.h"

#include <utility>

#include "pipeline/stage_node.h"

namespace tintflow {

Writers::Writers(ResultQueue& queue, Sink& sink, RunObserver& observer, RunContext& run, int count)
    : queue_(queue),
      sink_(sink),
      observer_(observer),
      run_(run),
      metrics_(run.metrics.add("write", Resource::writers)) {
  for (int i = 0; i < count; ++i) threads_.emplace_back([this] { serve(); });
}

Writers::~Writers() {
  for (std::size_t i = 0; i < threads_.size(); ++i) queue_.push(std::nullopt);
}

void Writers::serve() {
  std::optional<Result<Encoded>> item;
  for (queue_.pop(item); item; queue_.pop(item)) {
    const Result<Encoded> result = write(*item);
    item.reset();
    report(result);
    run_.admission.release(id_of(result).index);
  }
}

Result<Encoded> Writers::write(const Result<Encoded>& item) {
  if (!item) return item;
  const auto stored = call_measured(metrics_, 1, run_.fatal, [&] { return sink_.write(*item); });
  if (stored) return item;
  return tl::unexpected(Failure{item->id, metrics_.name(), stored.error()});
}

void Writers::report(const Result<Encoded>& item) {
  ++(item ? written_ : failed_);
  const std::scoped_lock lock(observer_mutex_);
  const auto told = call_guarded(run_.fatal, [&]() -> Expected<void> {
    observer_.item_finished(item);
    return {};
  });
  if (!told) run_.fatal.report(told.error());
}

}  // namespace tintflow
