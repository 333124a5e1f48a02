#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// How far `upsample_color` spreads color, and what stops it.
struct UpsampleColor {
  /// Reach of the filter, pixels of the low-resolution color.
  double spatial_sigma = 12;
  /// Step from paper into ink, as a share of full black, that counts as much as `spatial_sigma`
  /// pixels.
  double range_sigma = 0.2;
  int iterations = 3;

  /// `color` (CV_8UC3) at the size of `guide` (CV_8UC1, dark where ink is), so that no color
  /// crosses a line: along a path, a change of the guide counts as distance. `drawing` is what
  /// `color` was made from, CV_8UC3 of its size; where it is dark, `color` shows painted ink rather
  /// than a color and counts for next to nothing, so what lies under the ink is what lies beside
  /// it.
  ///
  /// The recursive domain transform filter (Gastal and Oliveira, "Domain Transform for Edge-Aware
  /// Image and Video Processing", 2011) as a normalized convolution (Knutsson and Westin, 1993).
  [[nodiscard]] cv::Mat operator()(const cv::Mat& color, const cv::Mat& drawing,
                                   const cv::Mat& guide) const;
};

}  // namespace tintflow
