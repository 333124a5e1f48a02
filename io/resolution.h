#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

constexpr double kCentimetersPerInch = 2.54;
constexpr double kMetersPerInch = 0.0254;

/// True for a resolution, in pixels per inch, that a picture can have and every format can hold.
[[nodiscard]] inline bool is_plausible(cv::Size2d resolution) {
  constexpr double smallest = 1, largest = 50'000;
  return resolution.width >= smallest && resolution.width <= largest &&
         resolution.height >= smallest && resolution.height <= largest;
}

}  // namespace tintflow
