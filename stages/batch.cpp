#include "stages/batch.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <iterator>
#include <map>
#include <utility>

namespace tintflow {

struct BufferPool::Shelf {
  std::mutex mutex;
  std::multimap<std::size_t, std::unique_ptr<std::vector<float>>> idle;
};

BufferPool::BufferPool() : shelf_(std::make_shared<Shelf>()) {}

Buffer BufferPool::take(std::size_t size) const {
  std::unique_ptr<std::vector<float>> block;
  {
    const std::scoped_lock lock(shelf_->mutex);
    if (const auto found = shelf_->idle.find(size); found != shelf_->idle.end()) {
      block = std::move(found->second);
      shelf_->idle.erase(found);
    }
  }
  if (!block) block = std::make_unique<std::vector<float>>(size);
  return {block.release(), [shelf = shelf_](std::vector<float>* returned) {
            std::unique_ptr<std::vector<float>> owned(returned);
            const std::scoped_lock lock(shelf->mutex);
            const std::size_t floats = owned->size();
            shelf->idle.emplace(floats, std::move(owned));
          }};
}

namespace {

constexpr int hint_channels = 4;

std::size_t floats_per_picture(int side) { return std::size_t{3} * side * side; }

void copy_picture(const cv::Mat& picture, [[maybe_unused]] int side, std::size_t position,
                  Buffer& buffer) {
  assert(picture.depth() == CV_32F && picture.isContinuous());
  assert(picture.rows == side && picture.cols == side);
  const std::size_t floats = picture.total() * picture.channels();
  std::memcpy(buffer->data() + position * floats, picture.ptr<float>(), floats * sizeof(float));
}

/// All hints side by side; samples without any get zeros.
Buffer gather_hints(std::vector<Sample>& samples, int side, const BufferPool& pool) {
  const auto has_hints = [](const Sample& sample) { return !sample.hints.empty(); };
  if (std::none_of(samples.begin(), samples.end(), has_hints)) return nullptr;
  Buffer hints = pool.take(samples.size() * hint_channels * side * side);
  std::fill(hints->begin(), hints->end(), 0.0F);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (has_hints(samples[i])) copy_picture(samples[i].hints, side, i, hints);
    samples[i].hints.release();
  }
  return hints;
}

/// Numbers the samples' regions through the batch.
void gather_regions(Batch& batch) {
  const std::size_t pixels = std::size_t(batch.side) * batch.side;
  auto all = std::make_shared<std::vector<std::int32_t>>();
  all->reserve(batch.samples.size() * pixels);
  for (Sample& sample : batch.samples) {
    assert(sample.regions.type() == CV_32S && sample.regions.isContinuous());
    assert(sample.regions.total() == pixels);
    const std::int32_t before = batch.region_count;
    const auto* labels = sample.regions.ptr<std::int32_t>();
    for (std::size_t i = 0; i < pixels; ++i) {
      const std::int32_t label = labels[i] > 0 ? labels[i] + before : 0;
      batch.region_count = std::max(batch.region_count, label);
      all->push_back(label);
    }
    sample.regions.release();
  }
  batch.regions = std::move(all);
}

}  // namespace

Batch make_batch(std::vector<Sample> samples, const BufferPool& pool) {
  assert(!samples.empty());
  Batch batch;
  batch.side = samples.front().input.rows;
  const bool has_target = !samples.front().target.empty();
  const std::size_t floats = samples.size() * floats_per_picture(batch.side);
  batch.input = pool.take(floats);
  if (has_target) batch.target = pool.take(floats);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    copy_picture(samples[i].input, batch.side, i, batch.input);
    samples[i].input.release();
    if (has_target) copy_picture(samples[i].target, batch.side, i, batch.target);
    samples[i].target.release();
  }
  batch.hints = gather_hints(samples, batch.side, pool);
  batch.samples = std::move(samples);
  if (!batch.samples.front().regions.empty()) gather_regions(batch);
  return batch;
}

cv::Mat picture_at(const Buffer& buffer, int side, int position) {
  const std::size_t offset = static_cast<std::size_t>(position) * floats_per_picture(side);
  assert(offset + floats_per_picture(side) <= buffer->size());
  const cv::Mat view(side, side, CV_32FC3, buffer->data() + offset);
  cv::Mat picture;
  view.convertTo(picture, CV_8U, 127.5, 127.5);
  return picture;
}

std::vector<Colored> unbatch(const Batch& batch, const Buffer& output) {
  std::vector<Colored> colored;
  colored.reserve(batch.samples.size());
  for (int i = 0; i < batch.count(); ++i) {
    Sample sample = batch.samples[i];
    sample.input = picture_at(batch.input, batch.side, i);
    colored.push_back({std::move(sample), picture_at(output, batch.side, i)});
  }
  return colored;
}

}  // namespace tintflow
