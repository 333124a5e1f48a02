#pragma once

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// The identity of what travels on an edge.
template <class T>
[[nodiscard]] FrameId id_of(const T& item) {
  return item.id;
}
[[nodiscard]] inline FrameId id_of(const Colored& item) { return item.sample.id; }
template <class T>
[[nodiscard]] FrameId id_of(const Result<T>& item) {
  return item ? id_of(*item) : item.error().id;
}

}  // namespace tintflow
