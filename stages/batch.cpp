#include "stages/batch.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <iterator>
#include <map>
#include <mutex>
#include <utility>

namespace tintflow {

template <class Value>
struct BufferPool::Shelf {
  using Block = std::vector<Value>;

  static std::shared_ptr<Block> take(const std::shared_ptr<Shelf>& shelf, std::size_t size) {
    std::unique_ptr<Block> block;
    {
      const std::scoped_lock lock(shelf->mutex);
      if (const auto found = shelf->idle.find(size); found != shelf->idle.end()) {
        block = std::move(found->second);
        shelf->idle.erase(found);
      }
    }
    if (!block) block = std::make_unique<Block>(size);
    return {block.release(), [shelf](Block* returned) {
              std::unique_ptr<Block> owned(returned);
              const std::scoped_lock lock(shelf->mutex);
              const std::size_t values = owned->size();
              shelf->idle.emplace(values, std::move(owned));
            }};
  }

  std::mutex mutex;
  std::multimap<std::size_t, std::unique_ptr<Block>> idle;
};

BufferPool::BufferPool()
    : floats_(std::make_shared<Shelf<float>>()), bytes_(std::make_shared<Shelf<std::uint8_t>>()) {}

Buffer BufferPool::take(std::size_t size) const { return Shelf<float>::take(floats_, size); }

ByteBuffer BufferPool::take_bytes(std::size_t size) const {
  return Shelf<std::uint8_t>::take(bytes_, size);
}

namespace {

constexpr int hint_channels = 4;

std::size_t values_per_picture(int side) { return std::size_t{3} * side * side; }

/// Copies one picture of each sample behind the other, and drops it.
template <class Value>
void move_pictures(std::vector<Sample>& samples, cv::Mat Sample::*picture, int side,
                   std::vector<Value>& buffer) {
  Value* out = buffer.data();
  for (Sample& sample : samples) {
    cv::Mat& pixels = sample.*picture;
    assert(pixels.type() == CV_MAKETYPE(cv::DataType<Value>::depth, 3) && pixels.isContinuous());
    assert(pixels.rows == side && pixels.cols == side);
    std::memcpy(out, pixels.data, values_per_picture(side) * sizeof(Value));
    out += values_per_picture(side);
    pixels.release();
  }
}

/// All hints side by side; samples without any get zeros.
Buffer gather_hints(std::vector<Sample>& samples, int side, const BufferPool& pool) {
  const auto has_hints = [](const Sample& sample) { return !sample.hints.empty(); };
  if (std::none_of(samples.begin(), samples.end(), has_hints)) return nullptr;
  const std::size_t floats = std::size_t{hint_channels} * side * side;
  Buffer hints = pool.take(samples.size() * floats);
  std::fill(hints->begin(), hints->end(), 0.0F);
  for (std::size_t i = 0; i < samples.size(); ++i) {
    cv::Mat& own = samples[i].hints;
    assert(own.empty() || (own.type() == CV_32FC4 && own.isContinuous()));
    if (!own.empty()) std::copy_n(own.ptr<float>(), floats, hints->data() + i * floats);
    own.release();
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
  const std::size_t values = samples.size() * values_per_picture(batch.side);
  if (samples.front().input.depth() == CV_8U) {
    batch.input_bytes = pool.take_bytes(values);
    move_pictures(samples, &Sample::input, batch.side, *batch.input_bytes);
    if (has_target) {
      batch.target_bytes = pool.take_bytes(values);
      move_pictures(samples, &Sample::target, batch.side, *batch.target_bytes);
    }
  } else {
    batch.input = pool.take(values);
    move_pictures(samples, &Sample::input, batch.side, *batch.input);
    if (has_target) {
      batch.target = pool.take(values);
      move_pictures(samples, &Sample::target, batch.side, *batch.target);
    }
  }
  batch.hints = gather_hints(samples, batch.side, pool);
  batch.samples = std::move(samples);
  if (!batch.samples.front().regions.empty()) gather_regions(batch);
  return batch;
}

cv::Mat picture_at(const Buffer& buffer, int side, int position) {
  const std::size_t offset = static_cast<std::size_t>(position) * values_per_picture(side);
  assert(offset + values_per_picture(side) <= buffer->size());
  const cv::Mat view(side, side, CV_32FC3, buffer->data() + offset);
  cv::Mat picture;
  view.convertTo(picture, CV_8U, 127.5, 127.5);
  return picture;
}

namespace {

/// The hints of one sample; empty where it has none.
cv::Mat hints_at(const Buffer& buffer, int side, int position) {
  const std::size_t floats = std::size_t{hint_channels} * side * side;
  const cv::Mat hints(side, side, CV_32FC4, buffer->data() + position * floats);
  cv::Mat mask;
  cv::extractChannel(hints, mask, hint_channels - 1);
  return cv::countNonZero(mask) > 0 ? hints.clone() : cv::Mat();
}

}  // namespace

std::vector<Colored> unbatch(const Batch& batch, const Buffer& output) {
  std::vector<Colored> colored;
  colored.reserve(batch.samples.size());
  for (int i = 0; i < batch.count(); ++i) {
    Sample sample = batch.samples[i];
    sample.input = picture_at(batch.input, batch.side, i);
    if (batch.hints) sample.hints = hints_at(batch.hints, batch.side, i);
    colored.push_back({std::move(sample), picture_at(output, batch.side, i)});
  }
  return colored;
}

}  // namespace tintflow
