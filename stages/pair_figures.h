#pragma once

#include <array>
#include <cstdint>

#include "stages/sample.h"

namespace tintflow {

/// A picture's coarse look, for finding pictures that are nearly the same: whether each cell of a
/// 16 x 16 grid is lighter than the next (Krawetz, "Kind of like that", 2013, there 8 x 8), for
/// each channel of L*a*b*, so that the same shape in other colors is another picture.
using Fingerprint = std::array<std::uint64_t, 12>;

/// How much two looks differ: bits in one of the fingerprints alone, as a share of the bits in
/// either (Jaccard distance), so that small figures on much paper do not all look alike. 0 to 1.
[[nodiscard]] double fingerprint_distance(const Fingerprint& a, const Fingerprint& b);

/// What tells whether a drawing and its colored picture belong together. Shares are 0..1.
struct PairFigures {
  /// Share of the drawing that is ink.
  double ink = 0;
  /// Share of the ink's outline that has an edge of the colored picture near by; 1 where there is
  /// no ink.
  double aligned = 1;
  /// Mean absolute difference of drawing and colored picture, full intensity being 1.
  double difference = 0;
  Fingerprint fingerprint = {};
};

/// Measures a sample with a target, both 8-bit as `Resize` makes them, ideally 256 pixels large.
[[nodiscard]] PairFigures measure_pair(const Sample& sample);

}  // namespace tintflow
