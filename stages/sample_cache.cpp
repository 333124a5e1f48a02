#include "stages/sample_cache.h"

namespace tintflow {
namespace {

std::size_t byte_count(const cv::Mat& pixels) { return pixels.total() * pixels.elemSize(); }

}  // namespace

void SampleCache::keep(const Sample& sample) {
  const std::size_t bytes = byte_count(sample.input) + byte_count(sample.target) +
                            byte_count(sample.drawing.pixels) + byte_count(sample.drawing.alpha);
  const std::scoped_lock lock(mutex_);
  if (bytes > free_bytes_) return;
  if (samples_.emplace(sample.id.source, sample).second) free_bytes_ -= bytes;
}

bool SampleCache::contains(std::uint64_t source) const {
  const std::scoped_lock lock(mutex_);
  return samples_.contains(source);
}

std::optional<Sample> SampleCache::find(FrameId id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = samples_.find(id.source);
  if (found == samples_.end()) return std::nullopt;
  Sample sample = found->second;
  sample.id = id;
  return sample;
}

}  // namespace tintflow
