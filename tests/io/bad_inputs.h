#pragma once

#include <string>
#include <vector>

#include "io/frame.h"

namespace tintflow {

/// A file that must be refused, and why.
struct BadInput {
  /// Letters, digits and underscores.
  std::string name;
  Bytes file;
  /// Part of the reason that is given.
  std::string reason;
};

/// What is no picture, whatever its name.
std::vector<BadInput> not_pictures();
/// Pictures whose end is missing.
std::vector<BadInput> cut_pictures();
/// Wrong checksums, nonsense in headers, circles, unusual variants.
std::vector<BadInput> damaged_pictures();
/// Small files that ask for much memory or time.
std::vector<BadInput> bombs();

std::vector<BadInput> all_bad_inputs();

}  // namespace tintflow
