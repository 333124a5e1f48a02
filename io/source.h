#pragma once

#include <cstdint>
#include <optional>

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Yields the encoded items of a run in order. One thread calls it; it may block.
class Source {
 public:
  virtual ~Source() = default;

  /// The next item, with indices counting from 0 without gaps, or nothing at the end. An item that
  /// cannot be read is a `Failure` in its place.
  virtual std::optional<Result<Encoded>> next() = 0;

  /// Number of items in all, where it is known before the end.
  [[nodiscard]] virtual std::optional<std::uint64_t> total() const { return std::nullopt; }
};

}  // namespace tintflow
