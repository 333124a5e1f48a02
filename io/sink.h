#pragma once

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Takes the finished pictures of a run.
class Sink {
 public:
  virtual ~Sink() = default;

  /// Stores one picture and returns when it is safe. Thread-safe unless the run is ordered. Throws
  /// `FatalError` when nothing more can be stored, for example on a full disk.
  virtual Expected<void> write(const Encoded& picture) = 0;
};

}  // namespace tintflow
