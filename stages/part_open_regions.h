#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// How wide a gap in a line may be that still parts what it is between.
struct GapClosing {
  /// Pixels of the disk that does not fit through; half of the widest gap.
  int radius = 0;
  /// Places where the center of the disk can be, pixels, that make a part of their own.
  int smallest = 1;
};

/// Gaps that part a face from the paper that it is open to, in a drawing with so many pixels on its
/// longer side; docs/quality.md has what they were chosen by.
[[nodiscard]] constexpr GapClosing usual_gaps(int side) {
  return {.radius = side / 64, .smallest = side * side / 328};
}

/// Parts regions that touch the picture's border where lines nearly close: paper, and what is open
/// to it. Two places of a region are of one part where a disk can move from one to the other, as
/// trapped balls do (Zhang, Chen, Liu and Martin, "Vectorizing Cartoon Animations", 2009). Places
/// too narrow for it join the nearest part within the region; a region where it fits nowhere, or in
/// few places, stays whole, as all others do. The parts of a region that touch the border are one.
///
/// `regions`: CV_32SC1, regions numbered from 1, 0 for none; in the result parts are numbered from
/// 1, some numbers being of none.
[[nodiscard]] cv::Mat part_open_regions(const cv::Mat& regions, const GapClosing& gaps);

}  // namespace tintflow
