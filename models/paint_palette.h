#pragma once

#include <cstdint>
#include <span>

namespace tintflow {

/// Logits of a picture's pixels, one after the other, each with one for every color.
struct PixelLogits {
  std::span<const float> values;
  /// Closed region of each pixel, 0 for none; empty where they do not matter.
  std::span<const std::int32_t> regions = {};
  /// The largest number in `regions`.
  std::int32_t region_count = 0;
};

/// What pictures are painted with.
struct PaintRule {
  /// RGB of every color, in any units.
  std::span<const float> palette;
  /// Of each two colors (`color_likeness`); empty: each color counts for itself.
  std::span<const float> likeness = {};
  /// How far the logits of a region's pixels move to their mean: 1 gives a region one color.
  float agreement = 0;
};

/// Writes the color of each pixel, RGB in the palette's units, to `output`: the mean of the
/// palette, weighted by the softmax of the pixel's logits and, with `likeness`, by how much each
/// color counts (`like_color_counts`) by the chances of the region's mean logits, or of the pixel's
/// own outside of regions. Thread-safe.
void paint_palette(const PixelLogits& logits, const PaintRule& rule, float* output);

}  // namespace tintflow
