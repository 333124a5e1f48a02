#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <unordered_map>

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Most bytes that an item takes at once on its way: its compressed bytes and two pictures of four
/// channels at the header's size and depth (the drawing that `restore` needs, and its result), or
/// `pictures` of them. Hints are one more, of their own size.
/// A failure, and a picture without a readable header, cost only their compressed bytes.
[[nodiscard]] std::size_t admission_cost(const Result<Encoded>& item, std::size_t pictures = 2);

/// The budget of a run: how many items, and how many bytes, may be between source and sink.
///
/// One thread, the driver, acquires; any thread releases. Items are known by `FrameId::index`.
class Admission {
 public:
  /// What the batcher needs to know of the flow, all read at one moment.
  struct State {
    std::uint64_t admitted = 0;
    std::uint64_t released = 0;
    /// The driver has an item in hand that the budget does not allow.
    bool waiting = false;
    /// Nothing more will be admitted.
    bool ended = false;

    [[nodiscard]] std::uint64_t in_flight() const { return admitted - released; }
  };

  /// An item that is larger than `bytes` is admitted when no other takes any.
  Admission(int items, std::size_t bytes);

  /// Blocks until the item fits the budget, and counts it. `before_wait` is called without a lock
  /// before each wait: `state().waiting` is true by then. False after `close` or a stop request.
  bool acquire(std::uint64_t index, std::size_t bytes, const std::stop_token& stop,
               const std::function<void()>& before_wait);
  /// Gives back the bytes of an item whose full-size pixels are gone; it still counts as an item.
  void release_bytes(std::uint64_t index);
  /// Gives back all of an item's budget; exactly once for each item.
  void release(std::uint64_t index);
  /// Lets `acquire` return false from now on.
  void close();
  /// The driver says that it will acquire no more.
  void end();
  /// Blocks until every admitted item was released.
  void wait_until_idle();

  [[nodiscard]] State state() const;
  /// Most items that were in flight at once.
  [[nodiscard]] std::uint64_t peak() const;

 private:
  [[nodiscard]] bool fits(std::size_t bytes) const;

  const std::uint64_t item_limit_;
  const std::size_t byte_limit_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  State state_;
  std::size_t bytes_in_use_ = 0;
  std::uint64_t peak_ = 0;
  bool closed_ = false;
  std::unordered_map<std::uint64_t, std::size_t> bytes_of_;
};

}  // namespace tintflow
