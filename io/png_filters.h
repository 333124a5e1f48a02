#pragma once

#include <opencv2/core.hpp>

namespace tintflow {

/// Undoes in place what PNG's filters made of 8-bit rows
/// (https://www.w3.org/TR/png-3/#9Filter-types). Each row of `rows`, CV_8UC1, is the number of its
/// filter and then the samples of its pixels, of 1 to 4 channels. False where there is no such
/// filter; the rows above are undone then.
[[nodiscard]] bool undo_png_filters(cv::Mat& rows, int channels);

}  // namespace tintflow
