#pragma once

#include <opencv2/core.hpp>

#include "pipeline/colorize_graph.h"

namespace tintflow {

/// Size of what becomes of a drawing of `size` pixels between decode and encode, where it depends
/// on nothing else: blank paper is sent through the stages. Throws `UsageError` where they cannot
/// take that size.
[[nodiscard]] cv::Size result_size(const ColorizeStages& stages, cv::Size size);

}  // namespace tintflow
