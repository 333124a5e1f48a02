#pragma once

#include <stdexcept>

namespace tintflow {

/// Ends the run: disk full, memory exhausted, device lost. What was finished is kept.
struct FatalError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A model or weights file that cannot be used; the message names the file and what is wrong.
struct WeightsError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace tintflow
