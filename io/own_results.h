#pragma once

#include <cstddef>

#include "io/list_inputs.h"

namespace tintflow {

/// Takes out of the list what this program has made of other pictures in the folders that were
/// given, as their journals tell; returns how many files that were. So a folder can be colored
/// again although results lie in it, while a folder of results can be colored as any other.
std::size_t drop_own_results(InputList& list);

}  // namespace tintflow
