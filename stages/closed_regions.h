#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "stages/lab.h"

namespace tintflow {

/// The longer side, pixels, at which regions and colors are measured.
inline constexpr int evaluation_side = 256;

/// The picture with its aspect kept and its longer side `evaluation_side`: means of areas where it
/// shrinks, bilinear where it grows. CV_8UC3.
[[nodiscard]] cv::Mat at_evaluation_size(const cv::Mat& picture);

/// Where a drawing has no ink: CV_8UC1, 255 where its gray (ITU-R BT.601) is above 0.85 of white.
/// `drawing`: CV_8UC3 RGB.
[[nodiscard]] cv::Mat between_lines(const cv::Mat& drawing);

/// A part of a drawing that its lines enclose and that is colored in the truth.
struct ClosedRegion {
  std::vector<cv::Point> pixels;
  /// Median of each channel of the truth in it.
  Lab color;
};

/// The 4-connected parts of `between_lines` that have 150 pixels or more, do not touch the border,
/// and are colored in the truth: its median there has a chroma of 8 or more or an L* below 85.
/// `drawing`: CV_8UC3 RGB at evaluation size; `truth`: CV_32FC3 CIELAB of the same size.
[[nodiscard]] std::vector<ClosedRegion> closed_regions(const cv::Mat& drawing,
                                                       const cv::Mat& truth);

/// The median of each channel in a region; of an even number of pixels the mean of the two in the
/// middle. `picture`: CV_32FC3 CIELAB.
[[nodiscard]] Lab median_color(const cv::Mat& picture, const std::vector<cv::Point>& pixels);

/// The standard deviation (population) in a region, mean of the three channels. `picture`:
/// CV_32FC3 CIELAB.
[[nodiscard]] double color_spread(const cv::Mat& picture, const std::vector<cv::Point>& pixels);

}  // namespace tintflow
