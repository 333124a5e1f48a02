#pragma once

#include <stdexcept>

namespace tintflow {

/// The command line asks for something that cannot be; exit status 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// There is nothing to work on; exit status 3.
struct NoInputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace tintflow
