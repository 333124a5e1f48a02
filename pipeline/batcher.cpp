#include "pipeline/batcher.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tintflow {

Batcher::Batcher(int size, std::chrono::milliseconds timeout, bool ordered)
    : size_(static_cast<std::size_t>(size)), timeout_(timeout), ordered_(ordered) {
  assert(size > 0);
}

void Batcher::arrive(const Result<Sample>& item, Clock::time_point now) {
  ++arrived_;
  if (!item) return;
  if (samples_.empty()) oldest_ = now;
  samples_.push_back(*item);
}

std::optional<std::vector<Sample>> Batcher::take_due(const Admission::State& flow,
                                                     Clock::time_point now) {
  if (samples_.empty()) return std::nullopt;
  const bool full = samples_.size() >= size_;
  const bool late = deadline() && now >= *deadline();
  if (!full && !late && !nothing_more_can_come(flow)) return std::nullopt;
  return std::exchange(samples_, {});
}

std::optional<Batcher::Clock::time_point> Batcher::deadline() const {
  if (samples_.empty() || timeout_.count() == 0) return std::nullopt;
  return oldest_ + timeout_;
}

bool Batcher::nothing_more_can_come(const Admission::State& flow) const {
  if (arrived_ != flow.admitted) return false;
  if (flow.ended) return true;
  if (!flow.waiting) return false;
  // The driver waits for a release. Will one come without these samples? Not if all that is in
  // flight is here; nor, in an ordered run, if the next one to be released is here, since those
  // that follow it wait for it behind the generator.
  if (!ordered_) return flow.in_flight() == samples_.size();
  return std::any_of(samples_.begin(), samples_.end(),
                     [&](const Sample& sample) { return sample.id.index == flow.released; });
}

}  // namespace tintflow
