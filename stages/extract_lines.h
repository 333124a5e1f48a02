#pragma once

#include <cstdint>

#include "io/result.h"
#include "stages/sample.h"

namespace tintflow {

/// What draws the lines of colored pictures that have no drawing.
enum class LineExtractor {
  xdog,
  edges,
  /// One of the two, chosen for each sample and epoch.
  mixed,
};

/// Makes a pair of a colored picture: it becomes the target, and its lines the input. Style and
/// parameters depend on seed, epoch and the sample's source only.
struct ExtractLines {
  static constexpr const char* name = "extract lines";
  LineExtractor extractor = LineExtractor::mixed;
  std::uint64_t seed = 0;
  std::uint64_t epoch = 0;

  Expected<Sample> operator()(const Sample& sample) const;
};

}  // namespace tintflow
