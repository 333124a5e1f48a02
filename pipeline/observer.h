#pragma once

#include "io/frame.h"
#include "io/result.h"

namespace tintflow {

/// Is told of a run's progress.
class RunObserver {
 public:
  virtual ~RunObserver() = default;

  /// Called once for each admitted item, when it was written or has failed, from the writers'
  /// threads, one call at a time. An exception ends the run as a `FatalError` would.
  virtual void item_finished(const Result<Encoded>& item) = 0;
};

}  // namespace tintflow
