#pragma once

#include <string>

#include <tl/expected.hpp>

#include "io/frame_id.h"

namespace tintflow {

/// A value, or the reason why there is none, in words for the person who gave the input.
template <class T>
using Expected = tl::expected<T, std::string>;

/// Why one item has no result: which item, at which stage, and the reason.
struct Failure {
  FrameId id;
  std::string stage;
  std::string reason;
};

/// What travels on the edges of a graph: a `T` (which has an `id`), or the item's `Failure`.
template <class T>
using Result = tl::expected<T, Failure>;

}  // namespace tintflow
