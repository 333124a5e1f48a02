#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Gives each pixel without a label (0) that of the pixel with one which is the fewest steps up,
/// down, left and right away. `labels`: CV_32SC1. With `regions`, of the same size and type, steps
/// stay among pixels of the same number, and what no label reaches keeps none.
void spread_labels(cv::Mat& labels, const cv::Mat& regions = {});

}  // namespace tintflow
