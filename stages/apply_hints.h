#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Gives each region between lines that a hint lies in the hint's color, and where several do, each
/// pixel that of the nearest one; other regions stay as they are. A shape whose outline has a gap
/// is a region of its own (`usual_gaps`). A dot that lies across a line counts for the region that
/// has most of it, a stroke for every one that has 9 pixels of it.
///
/// `color` is the network's picture and `drawing` what it saw, both CV_8UC3 of one size; `hints` is
/// as `Sample::hints`.
[[nodiscard]] cv::Mat apply_hints(const cv::Mat& color, const cv::Mat& drawing,
                                  const cv::Mat& hints);

}  // namespace tintflow
