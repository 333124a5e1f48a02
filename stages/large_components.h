#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Numbers the 4-connected sets of set pixels that have `smallest` pixels or more, from 1 without a
/// gap; 0 elsewhere. `mask`: CV_8UC1, not 0 where set; `labels` becomes CV_32SC1 of its size. How
/// many there are.
int label_large_components(const cv::Mat& mask, int smallest, cv::Mat& labels);

}  // namespace tintflow
