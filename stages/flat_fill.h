#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// One color for each region that the drawing's lines enclose, as flat-color artists lay it.
///
/// Gaps in the lines are closed by trapped balls (Zhang, Chen, Liu and Martin, "Vectorizing Cartoon
/// Animations", 2009): disks that shrink step by step fill what they can move in without crossing a
/// line. Each region takes the median of the network's colors in it; regions of a few pixels join
/// their neighbor, and colors run under the ink to its middle.
///
/// `guide` is CV_8UC1, dark where ink is, its longer side at most 2048 pixels; `color` and
/// `drawing`, CV_8UC3 of one size, are the network's picture and what it was made from: where that
/// is dark, `color` shows painted ink, which does not count. The result is as large as `guide`.
[[nodiscard]] cv::Mat flat_fill(const cv::Mat& color, const cv::Mat& drawing, const cv::Mat& guide);

}  // namespace tintflow
