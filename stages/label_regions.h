#pragma once

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// Numbers the closed regions of a drawing, the paper among them, for losses that look at regions:
/// 4-connected sets of light pixels, so that a diagonal line parts them as well. Takes an 8-bit
/// sample, before `Normalize`.
struct LabelRegions {
  static constexpr const char* name = "regions";
  /// Gray level from which a pixel is not ink, of 255: 0.85.
  int lightest_ink = 217;
  /// Smaller sets are left out, such as the gaps of hatching.
  int smallest = 16;

  Expected<Sample> operator()(const Sample& sample) const;
};

}  // namespace tintflow
