#include "stages/batch.h"

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

std::size_t floats_per_picture(int side) { return std::size_t{3} * side * side; }

void copy_picture(const cv::Mat& picture, int side, std::size_t position, Buffer& buffer) {
  assert(picture.type() == CV_32FC3 && picture.isContinuous());
  assert(picture.rows == side && picture.cols == side);
  const std::size_t floats = floats_per_picture(side);
  std::memcpy(buffer->data() + position * floats, picture.ptr<float>(), floats * sizeof(float));
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
  batch.samples = std::move(samples);
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
