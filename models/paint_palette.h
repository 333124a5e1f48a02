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
  /// How far the logits of a region's pixels move to their mean: 1 gives a region one color.
  float agreement = 0;
};

/// Writes the color of each pixel, RGB, to `output`: the mean of the palette, weighted by the
/// softmax of the pixel's logits. `palette` holds RGB for every color; all values have a palette's
/// units. Thread-safe.
void paint_palette(const PixelLogits& logits, std::span<const float> palette, float* output);

}  // namespace tintflow
