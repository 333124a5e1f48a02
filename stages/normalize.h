#pragma once

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// 8-bit pixels to floats in [-1, 1], as a generator that ends in tanh takes them: v / 127.5 - 1.
struct Normalize {
  static constexpr const char* name = "normalize";

  Expected<Sample> operator()(const Sample& sample) const;
};

}  // namespace tintflow
