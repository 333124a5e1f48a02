#include "pipeline/admission.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "io/image_info.h"

namespace tintflow {

std::size_t admission_cost(const Result<Encoded>& item, std::size_t pictures) {
  if (!item) return 0;
  constexpr std::size_t channels = 4;
  const std::size_t pixels = std::size_t(item->size.width) * std::size_t(item->size.height);
  std::size_t bytes = pictures * channels * pixels * std::size_t(item->bit_depth) / 8;
  for (const auto& compressed : {item->bytes, item->color, item->hints}) {
    if (compressed) bytes += compressed->size();
  }
  if (!item->hints) return bytes;
  if (const auto hints = probe_image(*item->hints)) {
    bytes += channels * std::size_t(hints->size.width) * std::size_t(hints->size.height) *
             std::size_t(hints->bit_depth) / 8;
  }
  return bytes;
}

Admission::Admission(int items, std::size_t bytes)
    : item_limit_(static_cast<std::uint64_t>(items)), byte_limit_(bytes) {
  assert(items > 0);
}

bool Admission::fits(std::size_t bytes) const {
  if (state_.in_flight() >= item_limit_) return false;
  return bytes_in_use_ == 0 || (bytes <= byte_limit_ && bytes_in_use_ <= byte_limit_ - bytes);
}

bool Admission::acquire(std::uint64_t index, std::size_t bytes, const std::stop_token& stop,
                        const std::function<void()>& before_wait) {
  std::unique_lock lock(mutex_);
  assert(!state_.ended);
  while (!closed_ && !stop.stop_requested() && !fits(bytes)) {
    state_.waiting = true;
    const std::uint64_t released = state_.released;
    const std::size_t in_use = bytes_in_use_;
    lock.unlock();
    before_wait();
    lock.lock();
    changed_.wait(lock, stop, [&] {
      return closed_ || state_.released != released || bytes_in_use_ != in_use;
    });
  }
  state_.waiting = false;
  if (closed_ || stop.stop_requested()) return false;
  [[maybe_unused]] const bool is_new = bytes_of_.emplace(index, bytes).second;
  assert(is_new);
  bytes_in_use_ += bytes;
  ++state_.admitted;
  peak_ = std::max(peak_, state_.in_flight());
  return true;
}

void Admission::release_bytes(std::uint64_t index) {
  const std::scoped_lock lock(mutex_);
  bytes_in_use_ -= std::exchange(bytes_of_.at(index), 0);
  changed_.notify_all();
}

void Admission::release(std::uint64_t index) {
  // Notified under the lock: once idle, the waiter may destroy this object.
  const std::scoped_lock lock(mutex_);
  const auto found = bytes_of_.find(index);
  assert(found != bytes_of_.end() && "released twice or never admitted");
  bytes_in_use_ -= found->second;
  bytes_of_.erase(found);
  ++state_.released;
  changed_.notify_all();
}

void Admission::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

void Admission::end() {
  const std::scoped_lock lock(mutex_);
  state_.ended = true;
}

void Admission::wait_until_idle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return state_.in_flight() == 0; });
}

Admission::State Admission::state() const {
  const std::scoped_lock lock(mutex_);
  return state_;
}

std::uint64_t Admission::peak() const {
  const std::scoped_lock lock(mutex_);
  return peak_;
}

}  // namespace tintflow
